import "./views/together.ts";
