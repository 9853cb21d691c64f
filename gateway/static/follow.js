// Draws parts of the page anew, from the page itself, as long as something in them waits.
const EVERY = 1500;

async function follow() {
  if (!document.querySelector("[data-follow] [data-waits]")) return;
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fresh)
      for (const part of document.querySelectorAll("[data-follow]")) {
        const found = fresh.getElementById(part.id);
        if (found && found.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceChildren(...found.childNodes);
      }
  } catch {
    // the network is away: the next time it may be back
  }
  setTimeout(follow, EVERY);
}

setTimeout(follow, EVERY);
