// node infra/compose/probe.ts <process>: whether a container's process is well, for its health check.
import { probe } from '#infra/start/health-probe.ts'
import type { ComponentName } from '#infra/start/components.ts'
import { componentOf, settle } from './settle.ts'

const { healthUrl, healthAuthorization } = await componentOf(process.argv[2] as ComponentName, await settle(), false)
process.exitCode = (await probe(healthUrl, healthAuthorization)) === 'up' ? 0 : 1
