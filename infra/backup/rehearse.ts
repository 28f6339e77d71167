// node infra/backup/rehearse.ts [--rows N] [--seconds S]: loses a database of N appointments and measures how it comes back.
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { say } from '#infra/setup/progress.mjs'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { rehearseRecovery } from './rehearsal.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, seconds: { type: 'string', default: '20' } } })
const home = await makeTestFolder()
try {
  const seen = await rehearseRecovery({ home, rows: Number(values.rows), seconds: Number(values.seconds), ports: [await freePort(), await freePort()] })
  const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`
  say(`${seen.rows} appointments, backup in ${seconds(seen.backupMs)}`)
  say(`then ${seen.acknowledged} acknowledged until the server was killed, ${seen.restored} of them restored: RPO ${seconds(seen.recoveryPointMs)}, RTO ${seconds(seen.recoveryTimeMs)}`)
  say(`restored to a moment: ${seen.exactAtMoment ? 'exactly what had been written by then' : 'NOT what had been written by then'}`)
} finally {
  await rm(home, { recursive: true, force: true })
}
