import { existsSync } from 'node:fs'
import { red, say } from '#infra/setup/progress.mjs'
import { takeOwnSettings } from '#infra/setup/own-settings.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { outageOf } from '#prisma/outage.ts'
import { parseStartOptions } from './options.ts'
import { loadSecrets, secretsFile, type Secrets } from './secrets.ts'
import { readSettings, type Settings } from './settings.ts'

/** The settings of the product beside which a command runs: what the shell says, then the deployment's own file. */
export function commandSettings(): Settings {
  takeOwnSettings()
  return readSettings(parseStartOptions([]), process.env)
}

/** The secrets of an installation that is there; a command makes none, since it would make them for nobody. */
export async function knownSecrets({ dataDirectory }: Pick<Settings, 'dataDirectory'>): Promise<Secrets> {
  if (!existsSync(secretsFile(dataDirectory)))
    throw new StartProblem(`Chưa có hệ thống nào ở ${dataDirectory}. Kiểm tra DATA_DIR (tệp .env), hoặc chạy npm start lần đầu.`)
  return loadSecrets(dataDirectory)
}

/** A flag that the command does not know, in Node's own words. */
const isMisspelt = (cause: unknown): cause is Error => cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')

function sentenceOf(cause: unknown): string {
  if (cause instanceof StartProblem || isMisspelt(cause)) return cause.message
  if (outageOf(cause) === 'unreachable') return 'Cơ sở dữ liệu chưa chạy; hãy chạy npm start trước rồi chạy lại lệnh này.'
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

/** Runs a command to its exit code: one sentence for what the operator can mend, the whole trace for what only we can. */
export async function runCommand(work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0
  } catch (cause) {
    say(red(sentenceOf(cause)))
    process.exitCode = 1
  }
}
