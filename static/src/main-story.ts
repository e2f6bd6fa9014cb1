import "./views/story.ts";
