import { unopenedCode, type UnopenedCode } from '#core/record/sealed-file.ts'
import { outageOf, type Outage } from '#prisma/outage.ts'
import { authDatabase } from './auth-database.ts'

export type OutageRefusal = `outage.${Outage}` | UnopenedCode

/** What is said of something thrown: an outage or a file that does not open by its name, everything else as a failure of ours. */
export function failureOf(cause: unknown): OutageRefusal | 'portal.failed' {
  const unopened = unopenedCode(cause)
  if (unopened !== null) return unopened
  const outage = outageOf(cause)
  return outage === null ? 'portal.failed' : `outage.${outage}`
}

/** What the sign-in library has hidden in an error of its own: the outage of its database, or none. */
export async function signInOutage(): Promise<OutageRefusal | null> {
  try {
    const [row] = await authDatabase().$queryRaw<{ only: string }[]>`SELECT current_setting('transaction_read_only') AS only`
    return row?.only === 'on' ? 'outage.read-only' : null
  } catch (cause) {
    const outage = outageOf(cause)
    return outage === null ? null : `outage.${outage}`
  }
}
