// Sets the theme that the person chose, before the first paint: without this a dark page would flash white.
// A script of its own, because the policy of a release allows none in the page.
try {
  // The application stores it as JSON, with quotes.
  const theme = (localStorage.getItem("voronka.theme") ?? "").replaceAll('"', "");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked; the system's theme is used then.
}
