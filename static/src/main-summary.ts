import { startWorker } from "./api/worker.ts";
import "./views/summary.ts";

startWorker();
