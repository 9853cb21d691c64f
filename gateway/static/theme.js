// Bootstrap's dark colours follow the system. Loaded before the first paint.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const apply = () => document.documentElement.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
apply();
dark.addEventListener("change", apply);
