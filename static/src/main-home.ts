import { startWorker } from "./api/worker.ts";
import "./views/home.ts";

startWorker();
