import { startWorker } from "./api/worker.ts";
import "./views/story.ts";

startWorker();
