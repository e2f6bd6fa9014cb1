import { startWorker } from "./api/worker.ts";
import "./views/agreement.ts";

startWorker();
