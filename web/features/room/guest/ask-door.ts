import type { RefusalCode } from '#web/messages/refusal-code.ts'

export type DoorAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: RefusalCode }

/** Asks the portal from a guest's page; secrets travel in the body, never in an address. */
export async function askDoor<T>(what: 'look' | 'enter' | 'ticket', body: { readonly secret?: string } = {}): Promise<DoorAnswer<T>> {
  try {
    const answer = await fetch(`/api/guest/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store' })
    return (await answer.json()) as DoorAnswer<T>
  } catch {
    return { ok: false, code: 'portal.failed' }
  }
}

/** The link's secret out of the address's fragment, which never reaches a server; it is gone from the address bar and the history at once. */
export function takeSecret(): string | undefined {
  const secret = window.location.hash.slice(1)
  if (secret === '') return undefined
  window.history.replaceState(null, '', window.location.pathname)
  return secret
}
