import { inject } from 'vitest'
import { hospitalId, type DemoHospital } from '#prisma/seed/hospitals.ts'
import { asOwner, hasOwnerDatabase } from './owner-database.ts'

/** Moves an emergency along its ladder: the moment of the press and the timers are put back together, everything else is the product's own. */
export class LadderClock {
  readonly #caseId: string
  readonly #asking: DemoHospital
  readonly #startedAt = Date.now()

  constructor(caseId: string, asking: DemoHospital) {
    this.#caseId = caseId
    this.#asking = asking
  }

  /** Kills the process that rings, in the middle of whatever it does; false where it is not ours to kill. */
  killRinging(): boolean {
    const pid = inject('ringingProcess')
    return pid > 0 && process.kill(pid, 'SIGKILL')
  }

  /** It is now so many seconds after the press: at once by the database's clock, or in real time (E2E_REAL_TIME=1, or no database to reach). */
  async reach(seconds: number): Promise<void> {
    if (inject('inRealTime') || !hasOwnerDatabase()) return this.#wait(seconds)
    await asOwner(hospitalId(this.#asking), async (owner) => {
      const { rows } = await owner.query<{ missing: number }>(
        'SELECT $2::float8 - extract(epoch FROM now() - pressed_at)::float8 AS missing FROM emergency_call WHERE case_id = $1', [this.#caseId, seconds])
      const missing = rows[0]?.missing
      if (missing === undefined) throw new Error('there is no such emergency')
      if (missing <= 0) return
      const back = [this.#caseId, missing]
      await owner.query('UPDATE emergency_call SET pressed_at = pressed_at - make_interval(secs => $2) WHERE case_id = $1', back)
      await owner.query('UPDATE emergency_ring SET rung_at = rung_at - make_interval(secs => $2), seen_at = seen_at - make_interval(secs => $2) WHERE case_id = $1', back)
      await owner.query("UPDATE graphile_worker._private_jobs SET run_at = run_at - make_interval(secs => $2) WHERE payload->>'case' = $1 AND locked_at IS NULL", back)
    })
  }

  #wait(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#startedAt + seconds * 1_000 - Date.now())))
  }
}
