// Whoever signs out leaves no words behind on this device: neither kept drafts nor what this tab still holds.
document.addEventListener(
  'submit',
  event => {
    if (!new URL(event.target.action, location.href).pathname.endsWith('/sign-out')) return
    for (const store of [localStorage, sessionStorage])
      for (const key of Object.keys(store)) if (/^draft[: ]/.test(key)) store.removeItem(key)
  },
  true,
)
