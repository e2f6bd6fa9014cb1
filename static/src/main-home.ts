import "./views/home.ts";
