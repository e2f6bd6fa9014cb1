import { startWorker } from "./api/worker.ts";
import "./views/first.ts";

startWorker();
