// Wakes when no page is open: shows what it was sent and leads to the portal. Words come ready and name no patient.
self.addEventListener('push', (event) => {
  const { title, body, path, note, ring } = event.data.json()
  const shown = self.registration.showNotification(title, {
    body, icon: '/icon.svg', tag: ring ? 'ring' : note, requireInteraction: ring, renotify: ring, data: { path }, vibrate: ring ? [400, 200, 400, 200, 400] : undefined,
  })
  const receipt = () =>
    fetch('/api/notices/shown', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ note }) }).catch(() => undefined)
  event.waitUntil(shown.then(receipt))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path } = event.notification.data
  const open = async () => {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    // A page that is open rings by itself: it is brought to the front as it stands.
    const [standing] = windows
    if (standing === undefined) return self.clients.openWindow(path)
    await standing.focus()
    return path === '/' ? undefined : standing.navigate(path).catch(() => self.clients.openWindow(path))
  }
  event.waitUntil(open())
})
