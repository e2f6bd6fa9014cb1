import { startWorker } from "./api/worker.ts";
import "./views/together.ts";

startWorker();
