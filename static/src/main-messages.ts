import { startWorker } from "./api/worker.ts";
import "./views/messages.ts";

startWorker();
