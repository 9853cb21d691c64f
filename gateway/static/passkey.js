// Passkeys: asks for a challenge, lets the browser make or use a passkey, and sends its answer with the form.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((item) => ({ ...item, id: bytes(item.id) }));

  const make = async (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: named(options.excludeCredentials) };
    const made = await navigator.credentials.create({ publicKey });
    return { id: made.id, rawId: text(made.rawId), type: made.type, response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), transports: made.response.getTransports ? made.response.getTransports() : [] } };
  };
  const use = async (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) };
    const found = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
    return { id: found.id, rawId: text(found.rawId), type: found.type, response: { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null } };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    const said = form.querySelector("[data-said]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      const answer = form.elements.namedItem("answer");
      if (answer.value) return;
      event.preventDefault();
      said.textContent = "";
      try {
        const reply = await fetch(form.dataset.challenge, { method: "POST", headers: { Accept: "application/json" } });
        if (!reply.ok) throw new Error(String(reply.status));
        const options = await reply.json();
        answer.value = JSON.stringify(await (form.dataset.passkey === "make" ? make(options) : use(options)));
        form.submit();
      } catch (error) {
        said.textContent = form.dataset.failed;
      }
    });
  }
})();
