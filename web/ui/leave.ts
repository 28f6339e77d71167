let isLeaving = false

/** Ends the session and leads away by a fresh page, so that nothing of this one stays in memory; tells whether the server was reached. */
export async function leave(to: '/sign-in' | '/device'): Promise<boolean> {
  isLeaving = true
  const answer = await fetch('/api/sign-out', { method: 'POST' }).catch(() => null)
  isLeaving = answer?.ok === true
  if (isLeaving) window.location.replace(to)
  return isLeaving
}

/** The session has ended by itself, or from elsewhere: what it showed does not stay on the screen. */
export function leaveEnded(): void {
  if (!isLeaving) window.location.reload()
}
