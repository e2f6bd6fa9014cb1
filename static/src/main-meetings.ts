import { startWorker } from "./api/worker.ts";
import "./views/meetings.ts";

startWorker();
