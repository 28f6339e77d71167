import type { RefusalCode } from '#web/messages/refusal-code.ts'

export type MachineAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: RefusalCode }

/** What a meeting room's machine asks the portal; secrets travel in the body. */
export async function askMachine<T>(what: 'pair' | 'pin' | 'ask' | 'collect', body: object): Promise<MachineAnswer<T>> {
  try {
    const answer = await fetch(`/api/device/${what}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store' })
    return (await answer.json()) as MachineAnswer<T>
  } catch {
    return { ok: false, code: 'portal.failed' }
  }
}

/** Into the portal as whoever has just been identified: a whole new page, with nothing left of before. */
export const goIn = (): void => window.location.assign('/')
