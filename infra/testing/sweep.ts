// node infra/testing/sweep.ts PID: sweeps what test runs left that were killed, once the process of this number has ended.
import { setTimeout as elapse } from 'node:timers/promises'
import { processRuns } from '#infra/start/leftovers.ts'
import { sweepAbandoned } from './test-folder.ts'

const endsWithinMs = 10_000
const betweenMs = 50

const pid = Number(process.argv[2])
const deadline = performance.now() + endsWithinMs
while (processRuns(pid) && performance.now() < deadline) await elapse(betweenMs)
await sweepAbandoned()
