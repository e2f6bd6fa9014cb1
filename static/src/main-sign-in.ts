import { startWorker } from "./api/worker.ts";
import "./views/sign-in.ts";

startWorker();
