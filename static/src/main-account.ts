import { startWorker } from "./api/worker.ts";
import "./views/account.ts";

startWorker();
