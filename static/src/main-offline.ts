import "./views/offline.ts";
