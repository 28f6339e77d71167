import type { Task, TaskList } from 'graphile-worker'

/** Work that comes round by the clock and belongs to no case. */
export interface Rounds {
  /** Every stored document still is what was signed. */
  readonly 'check-store': () => Promise<unknown>
  /** Whoever must sign and has had their turn for a day is reminded. */
  readonly 'remind-signers': () => Promise<unknown>
  /** Records past their time of retention are put on their hospital's list; nothing is deleted. */
  readonly 'list-expired': () => Promise<unknown>
  /** Recordings whose time of retention is over and that nobody holds lose their files. */
  readonly 'erase-recordings': () => Promise<unknown>
  /** Messages of other systems that nobody dealt with lose what they say of a patient. */
  readonly 'expire-refused': () => Promise<unknown>
  /** Squares by which people came in at meeting rooms' machines are forgotten a day after they ended. */
  readonly 'forget-device-asks': () => Promise<unknown>
  /** Forms for a patient written by hand that nobody went on with for a week are forgotten. */
  readonly 'forget-drafts': () => Promise<unknown>
  /** Rounds that nobody ended are over with their day, and whoever went along sees no patient any longer. */
  readonly 'end-rounds': () => Promise<unknown>
  /** Both hospitals of a link that is about to end are told. */
  readonly 'warn-of-links': () => Promise<unknown>
  /** What the audit chains have grown by is noted outside the database, and handed on where a collector is named. */
  readonly 'witness-audit': () => Promise<unknown>
  /** Every audit chain still is what was written and witnessed. */
  readonly 'check-audit': () => Promise<unknown>
}

/** When each round begins, in UTC: 02:00, 02:10, 02:20, 07:30 and 08:00 in Vietnam; a night that was missed is made up for at the next start. */
export const roundTimes = '0 19 * * * check-store ?fill=1d\n30 0 * * * remind-signers\n30 19 * * * list-expired\n40 19 * * * erase-recordings\n50 19 * * * expire-refused\n55 19 * * * forget-device-asks\n57 19 * * * forget-drafts\n10 19 * * * end-rounds ?fill=1d\n0 1 * * * warn-of-links ?fill=1d\n* * * * * witness-audit\n20 19 * * * check-audit ?fill=1d'

/** The queue's view of the rounds. */
export const roundTasks = (rounds: Rounds): TaskList => ({
  'check-store': task(rounds['check-store']),
  'remind-signers': task(rounds['remind-signers']),
  'list-expired': task(rounds['list-expired']),
  'erase-recordings': task(rounds['erase-recordings']),
  'expire-refused': task(rounds['expire-refused']),
  'forget-device-asks': task(rounds['forget-device-asks']),
  'forget-drafts': task(rounds['forget-drafts']),
  'end-rounds': task(rounds['end-rounds']),
  'warn-of-links': task(rounds['warn-of-links']),
  'witness-audit': task(rounds['witness-audit']),
  'check-audit': task(rounds['check-audit']),
})

const task =
  (run: () => Promise<unknown>): Task =>
  async () => {
    await run()
  }
