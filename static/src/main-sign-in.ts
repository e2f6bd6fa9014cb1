import "./views/sign-in.ts";
