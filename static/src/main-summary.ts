import "./views/summary.ts";
