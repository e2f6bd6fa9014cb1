import "./views/programme.ts";
