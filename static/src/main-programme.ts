import { startWorker } from "./api/worker.ts";
import "./views/programme.ts";

startWorker();
