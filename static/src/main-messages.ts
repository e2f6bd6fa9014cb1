import "./views/messages.ts";
