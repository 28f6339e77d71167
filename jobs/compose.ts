import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { makeMinutesRenderer } from '#adapters/pdf/minutes-renderer.ts'
import { openPrintBrowser } from '#adapters/pdf/print-browser.ts'
import { openPki } from '#adapters/pki/open-pki.ts'
import { openTrustedAuthorities } from '#adapters/pki/trusted-authorities.ts'
import { serveHealth } from '#adapters/observability/health.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import { createMetrics } from '#adapters/observability/metrics.ts'
import { openSealing } from '#adapters/sealing/open-sealing.ts'
import { makePlanFilings } from '#core/filing/file-outside.ts'
import { makeExpireRefused } from '#core/interop/expire-refused.ts'
import { makeCheckStore } from '#core/minutes/check-store.ts'
import { makeRemindOutcome } from '#core/case/remind-outcome.ts'
import { makeAskForLineTest } from '#core/line-test/ask-for-line-test.ts'
import { makeWarnOfEndingLinks } from '#core/link/warn-of-ending-links.ts'
import { makeFileMinutes } from '#core/minutes/file-minutes.ts'
import type { MinutesJobPorts } from '#core/minutes/ports.ts'
import { makeRemindSigners } from '#core/minutes/remind-signers.ts'
import { makeRenderMinutes } from '#core/minutes/render-minutes.ts'
import { makeEraseDue } from '#core/recording/erase-due.ts'
import { makeListExpired } from '#core/retention/list-expired.ts'
import { makeEndPastRounds } from '#core/round/end-past-rounds.ts'
import { vietnamDay } from '#core/shared/vietnam-day.ts'
import { sha256 } from '#prisma/sha256.ts'
import { createStore } from '#prisma/store.ts'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { watchForAbsence } from './absence.ts'
import { watchOverAudit, type AuditWatch } from './audit-watch.ts'
import type { JobsSettings } from './env.ts'
import { watchForDeadHolders } from './dead-holders.ts'
import { startFiling } from './filing.ts'
import { listenForHl7 } from './hl7-listener.ts'
import { runQueue, type QueueOptions } from './queue.ts'
import { startRinging } from './ringing.ts'
import { roundTasks, roundTimes, type Rounds } from './rounds.ts'
import { taskList, type JobWork } from './task-list.ts'
import { startTelling } from './telling.ts'

export interface Jobs {
  /**
   * Takes no new job, finishes the running ones, then closes browser, queue and store; without a database, where nothing can be
   * finished, only the browser. Idempotent.
   */
  stop(): Promise<void>
}

/** What is rewritten sooner after it was written is not seen. */
const witnessEveryMs = 2_000

/** Builds the whole process and resolves when it takes jobs; throws, leaving nothing behind, when it cannot. */
export async function startJobs(settings: JobsSettings, log: Logger): Promise<Jobs> {
  const metrics = createMetrics('jobs')
  const store = createStore({
    ...(settings.keysDirectory !== undefined && { sealer: openSealing(settings.keysDirectory, { metrics, log }).files }),
    url: settings.databaseUrl,
    applicationName: 'jobs',
    onFailure: (cause) => log.warn('store.connection-lost', { cause }),
  })
  const browser = openPrintBrowser({
    chromium: settings.chromium,
    pages: settings.concurrency,
    onBlocked: () => log.warn('print.address-blocked'),
  })
  const audit = watchOverAudit({ settings, store, clock: () => new Date(), metrics, log })
  const holders = new Set<string>()
  const queue = await runQueue({
    databaseUrl: settings.databaseUrl, holders,
    concurrency: settings.concurrency,
    taskList: { ...taskList(observed(workOf({ settings, store, browser }), metrics, log)), ...roundTasks(roundsOf({ settings, store, browser }, { metrics, log, audit })) },
    crontab: roundTimes,
  }).catch(async (cause: unknown) => {
    await Promise.all([store.close(), browser.close()])
    throw cause
  })
  const others = await startOtherQueues({ settings, store, metrics, log, holders }).catch(async (cause: unknown) => {
    await queue.stop()
    await Promise.all([store.close(), browser.close()])
    throw cause
  })
  const hl7 = await listenForHl7(
    { store, clock: () => new Date(), newId: () => randomUUID(), log, address: settings.hl7.address }, settings.hl7.listeners,
  ).catch(async (cause: unknown) => {
    await Promise.all([queue.stop(), others.stop()])
    await Promise.all([store.close(), browser.close()])
    throw cause
  })
  const health = await serveHealth({
    component: 'jobs',
    version: process.version,
    port: settings.port,
    metrics,
    checks: { database: () => store.ready() },
  })
  const witness = audit.keepWitnessing(witnessEveryMs)
  const dead = watchForDeadHolders({ databaseUrl: settings.databaseUrl, holders, log })
  log.info('jobs.ready', { port: settings.port, count: settings.concurrency })
  let stopped: Promise<void> | undefined
  const finish = async (): Promise<void> => {
    await Promise.all([queue.stop(), others.stop(), hl7.close(), witness.close()])
    // Until here this process lives and holds what it had taken.
    await Promise.all([dead.close(), browser.close(), store.close(), health.close()])
  }
  return { stop: () => (stopped ??= endJobs({ finish, store, browser, log })) }
}

async function endJobs({ finish, store, browser, log }: Pick<Tools, 'store' | 'browser'> & { readonly finish: () => Promise<void>; readonly log: Logger }): Promise<void> {
  const database = watchForAbsence(() => store.ready())
  const finished = await Promise.race([finish().then(() => true), database.gone.then(() => false)])
  database.end()
  if (!finished) await browser.close()
  log.info(finished ? 'jobs.stopped' : 'jobs.stopped-without-database')
}

/** Queues of their own, so that nothing that prints or waits for another system stands before a ring; all of them run, or none. */
async function startOtherQueues({ settings, store, metrics, log, holders }: Watch & Pick<Tools, 'settings' | 'store'> & Pick<QueueOptions, 'holders'>): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, publicOrigin, notify, pkiSecret: secret } = settings
  const given = { databaseUrl, holders, store, clock: () => new Date(), newId: () => randomUUID(), log }
  const running: { stop(): Promise<void> }[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.stop()))
  }
  try {
    running.push(await startRinging(given))
    running.push(await startTelling({ ...given, publicOrigin, settings: notify }))
    running.push(await startFiling({ ...given, secret, metrics }))
  } catch (cause) {
    await stop()
    throw cause
  }
  return { stop }
}

interface Tools {
  readonly settings: JobsSettings
  readonly store: ReturnType<typeof createStore>
  readonly browser: ReturnType<typeof openPrintBrowser>
}

function workOf({ settings, store, browser }: Tools): JobWork {
  const clock = () => new Date()
  const newId = () => randomUUID()
  const pki = openPki({ store: store.keys, clock, newId, secret: settings.pkiSecret, outside: trustOf(settings) })
  const ports: MinutesJobPorts = {
    atomically: store.forCase,
    clock,
    newId,
    renderer: makeMinutesRenderer(browser),
    seals: pki.seals,
    sealer: makePadesSealer(pki),
    verifyUrlOf: (minutes) => `${settings.publicOrigin}/verify/${minutes.id}`,
  }
  return { 'render-minutes': makeRenderMinutes(ports), 'file-minutes': makeFileMinutes(ports),
    'remind-outcome': makeRemindOutcome(ports),
    'ask-line-test': makeAskForLineTest(ports),
    'plan-filings': makePlanFilings({ forParty: store.forParty, partiesOf: store.partiesOf, clock, newId }),
  }
}

/** Jobs verify and never sign: they need whom to believe, and no keeper of keys. */
const trustOf = ({ trustedAuthorities }: JobsSettings) => ({ trusted: openTrustedAuthorities(trustedAuthorities), devices: { pkcs11: null, csc: null } })

interface Watch {
  readonly metrics: Registry
  readonly log: Logger
}

function roundsOf({ settings, store }: Tools, { metrics, log, audit }: Watch & { readonly audit: AuditWatch }): Rounds {
  const clock = () => new Date()
  const pki = openPki({ store: store.keys, clock, newId: () => randomUUID(), secret: settings.pkiSecret, outside: trustOf(settings) })
  const damaged = new Gauge({ name: 'lienvien_damaged_minutes', help: 'Stored minutes that the last check found damaged', registers: [metrics] })
  const checkStore = makeCheckStore({
    atomically: store.forCase, clock, newId: () => randomUUID(), sealer: makePadesSealer(pki), digest: sha256, storedSeals: store.storedSeals,
  })
  const listExpired = makeListExpired({ candidates: store.casesPastPeriod, forParty: store.forParty, clock })
  const eraseDue = makeEraseDue({ due: store.dueRecordings, forCaller: store.forCaller, files: makeRecordingFiles(join(settings.dataDirectory, 'recordings')), clock })
  const expireRefused = makeExpireRefused({ before: store.refusedBefore, asOrganization: store.asOrganization, clock })
  const warnOfLinks = makeWarnOfEndingLinks({ allLinks: store.allLinks, asOrganization: store.asOrganization, clock, newId: () => randomUUID() })
  const endPastRounds = makeEndPastRounds({ hospitals: store.hospitals, asOrganization: store.asOrganization, clock, today: vietnamDay })
  const remindSigners = makeRemindSigners({ atomically: store.forCase, beingSigned: store.casesBeingSigned, clock, newId: () => randomUUID() })
  return {
    'check-store': async () => {
      const { checked, faults } = await checkStore()
      damaged.set(faults)
      if (faults > 0) log.error('store.damaged', { count: faults })
      log.info('store.checked', { count: checked })
    },
    'remind-signers': async () => {
      log.info('signers.reminded', { count: await remindSigners() })
    },
    'list-expired': async () => {
      log.info('records.listed', { count: await listExpired() })
    },
    'erase-recordings': async () => {
      log.info('recordings.erased', { count: await eraseDue() })
    },
    'expire-refused': async () => {
      log.info('refused.expired', { count: await expireRefused() })
    },
    'forget-device-asks': async () => {
      log.info('device-asks.forgotten', { count: await store.forgetDeviceAsks(clock()) })
    },
    'forget-drafts': async () => {
      log.info('drafts.forgotten', { count: await store.forgetAdmissionDrafts(clock()) })
    },
    'end-rounds': async () => {
      log.info('rounds.ended', { count: await endPastRounds() })
    },
    'warn-of-links': async () => {
      log.info('links.warned', { count: await warnOfLinks() })
    },
    ...audit.rounds,
  }
}

/** Counts and times every job, and logs the ones that failed; the queue brings those back with a growing delay. */
function observed(work: JobWork, metrics: Registry, log: Logger): JobWork {
  const seconds = new Histogram({
    name: 'lienvien_job_seconds', help: 'Time that a job took', labelNames: ['task'], registers: [metrics],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  const failures = new Counter({ name: 'lienvien_job_failures_total', help: 'Jobs that failed and are tried again', labelNames: ['task'], registers: [metrics] })
  const watch =
    <Input extends { readonly case: Parameters<JobWork['render-minutes']>[0]['case'] }>(task: keyof JobWork, run: (job: Input) => Promise<unknown>) =>
    async (job: Input): Promise<unknown> => {
      const done = seconds.startTimer({ task })
      try {
        const outcome = await run(job)
        log.info('job.done', { task, caseId: job.case, durationMs: Math.round(done() * 1_000) })
        return outcome
      } catch (cause) {
        failures.inc({ task })
        log.error('job.failed', { task, caseId: job.case, cause })
        throw cause
      }
    }
  return {
    'render-minutes': watch('render-minutes', work['render-minutes']),
    'file-minutes': watch('file-minutes', work['file-minutes']),
    'remind-outcome': watch('remind-outcome', work['remind-outcome']),
    'ask-line-test': watch('ask-line-test', work['ask-line-test']),
    'plan-filings': watch('plan-filings', work['plan-filings']),
  }
}
