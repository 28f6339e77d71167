import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { journalFolder, openWitnessJournal } from '#adapters/audit-witness/witness-journal.ts'
import { auditEvent } from '#adapters/fhir/exchange/audit-resource.ts'
import { eventOfBody } from '#adapters/fhir/exchange/audit-export.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { sendSyslog } from '#adapters/syslog/syslog-sender.ts'
import { syslogMessage, type SyslogTarget } from '#adapters/syslog/syslog-target.ts'
import type { AuditForwarder, Witness } from '#core/audit/ports.ts'
import { makeCheckChains, makeForwardChains, makeWitnessChains } from '#core/audit/watch-chains.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { Gauge, type Registry } from 'prom-client'
import { z } from 'zod'
import type { JobsSettings } from './env.ts'
import type { Rounds } from './rounds.ts'

interface WatchOptions {
  readonly settings: Pick<JobsSettings, 'dataDirectory' | 'pkiSecret' | 'auditSyslog'>
  readonly store: Pick<Store, 'auditChains'>
  readonly clock: Clock
  readonly metrics: Registry
  readonly log: Logger
}

export interface AuditWatch {
  /** Witness and collector each minute, the check each night. */
  readonly rounds: Pick<Rounds, 'witness-audit' | 'check-audit'>
  /** Notes what the chains have grown by again and again, so often that hardly anything can be rewritten unseen. */
  keepWitnessing(everyMs: number): { close(): Promise<void> }
}

/** The watch over the audit chains. */
export function watchOverAudit({ settings, store: { auditChains: chains }, clock, metrics, log }: WatchOptions): AuditWatch {
  const folder = journalFolder(settings.dataDirectory)
  // The promise, not the value; a journal that could not be opened is tried again at the next round.
  let opening: Promise<Witness> | undefined
  const witness = (): Promise<Witness> =>
    (opening ??= openWitnessJournal(folder, settings.pkiSecret).catch((cause: unknown) => {
      opening = undefined
      throw cause
    }))
  const damaged = new Gauge({ name: 'lienvien_damaged_audit_chains', help: 'Audit chains that the last check found not to be what was written', registers: [metrics] })
  // One after the other: two at once would note the same links twice, each line as if the other were not there.
  let noting: Promise<unknown> = Promise.resolve()
  const witnessed = (): Promise<unknown> => {
    const next = async (): Promise<number> => makeWitnessChains({ chains, witness: await witness(), clock })()
    noting = noting.then(next, next)
    return noting
  }
  const forwarded = async (): Promise<void> => {
    if (settings.auditSyslog === null) return
    await makeForwardChains({ chains, forwarder: forwarderTo(settings.auditSyslog), sent: await openCursor(join(folder, 'syslog.json')) })()
  }
  return {
    rounds: {
      // A collector that is down must not keep the witness from noting.
      'witness-audit': async () => {
        await witnessed()
        await forwarded().catch((cause: unknown) => log.warn('audit.not-forwarded', { cause }))
      },
      'check-audit': async () => {
        await witnessed()
        const { checked, faults } = await makeCheckChains({ chains, witness: await witness(), clock })()
        damaged.set(faults.length)
        for (const { organization } of faults) log.error('audit.damaged', { organizationId: organization })
        log.info('audit.checked', { count: checked })
      },
    },
    keepWitnessing: (everyMs) => {
      const closing = new AbortController()
      const isTime = (): Promise<boolean> => pause(everyMs, true, { signal: closing.signal }).catch(() => false)
      const run = async (): Promise<void> => {
        // What fails here the minute's round says in the log; this would say it every two seconds.
        while (await isTime()) await witnessed().catch(() => undefined)
      }
      const running = run()
      return {
        close: async () => {
          closing.abort()
          await running
        },
      }
    },
  }
}

/** Sends links as FHIR AuditEvents in syslog messages: the collector needs no other dictionary. */
const forwarderTo = (target: SyslogTarget): AuditForwarder => ({
  forward: async (_organization, links) => {
    const messages = links.map(({ sequence, body }) => {
      const event = eventOfBody(body)
      return syslogMessage({ at: event.at, kind: event.payload.type, text: JSON.stringify(auditEvent(sequence, event)) }, hostname())
    })
    await sendSyslog(target, messages)
  },
})

const cursor = z.record(z.uuid(), z.int())

/** Remembers across restarts how far each chain was sent. */
async function openCursor(file: string): Promise<{ get(one: OrganizationId): number; set(one: OrganizationId, to: number): Promise<void> }> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  const known = new Map(Object.entries(cursor.parse(JSON.parse(text))).map(([id, to]): [OrganizationId, number] => [brandId(id), to]))
  return {
    get: (one) => known.get(one) ?? 0,
    set: async (one, to) => {
      known.set(one, to)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(known)))
      await rename(`${file}.new`, file)
    },
  }
}
