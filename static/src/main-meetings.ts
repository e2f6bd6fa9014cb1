import "./views/meetings.ts";
