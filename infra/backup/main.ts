// npm run backup · npm run restore: one installation into one encrypted file while it runs, and back on an empty machine.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { formatDuration, red, say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { parseStartOptions } from '#infra/start/options.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { readSettings } from '#infra/start/settings.ts'
import type { ReplayOrder } from './replay-wal.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const usage = [
  'Cách dùng:',
  '  npm run backup -- --new-key <tệp khoá>            tạo khoá; cất tệp khoá ở nơi khác máy chủ này',
  '  npm run backup -- <tệp sao lưu>                   sao lưu khi hệ thống đang chạy',
  '  npm run restore -- <tệp sao lưu> --key <tệp khoá>  khôi phục vào DATA_DIR trống',
  '      [--wal <kho nhật ký> [--until 2026-11-22T08:15:00+07:00]]   rồi chạy tiếp nhật ký tới thời điểm đó, hoặc tới cuối',
].join('\n')

const settings = readSettings(parseStartOptions([]), process.env)
const recipientFile = join(settings.dataDirectory, 'backup-recipient.txt')
const bytesInMegabyte = 1_000_000

async function makeKey(file: string): Promise<void> {
  if (existsSync(file)) throw new StartProblem(`Sao lưu: ${file} đã có; khoá cũ còn cần để mở các bản sao lưu cũ.`)
  const identity = await generateX25519Identity()
  await mkdir(settings.dataDirectory, { recursive: true })
  await writeFile(file, `${identity}\n`, { mode: 0o600, flag: 'wx' })
  await writeFile(recipientFile, `${await identityToRecipient(identity)}\n`, { mode: 0o600 })
  say(`Đã tạo khoá ${file}. Hãy chuyển tệp này ra khỏi máy chủ: mất nó thì không mở được bản sao lưu nào.`)
}

async function backUp(target: string): Promise<void> {
  if (settings.databaseUrl !== undefined)
    throw new StartProblem('Sao lưu: cơ sở dữ liệu ở ngoài (DATABASE_URL); hãy sao lưu bằng công cụ của máy chủ đó (pg_basebackup) cùng với DATA_DIR.')
  if (existsSync(target)) throw new StartProblem(`Sao lưu: ${target} đã có; hãy chọn tên khác.`)
  const recipient = await readFile(recipientFile, 'utf8').catch(() => {
    throw new StartProblem('Sao lưu: chưa có khoá; chạy "npm run backup -- --new-key <tệp khoá>" một lần.')
  })
  const { POSTGRES_PASSWORD } = await loadSecrets(settings.dataDirectory)
  const adminUrl = `postgresql://postgres:${encodeURIComponent(POSTGRES_PASSWORD)}@127.0.0.1:${settings.ports.postgres}/postgres`
  const order = { dataDirectory: settings.dataDirectory, keysDirectory: settings.keysDirectory, adminUrl, target, recipient: recipient.trim(), now: new Date() }
  const report = await writeBackup(order).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED')
      throw new StartProblem('Sao lưu: cơ sở dữ liệu chưa chạy; hãy chạy npm start rồi sao lưu.')
    throw cause
  })
  say(`Đã sao lưu vào ${target} (${(report.bytes / bytesInMegabyte).toFixed(1).replace('.', ',')} MB, ${formatDuration(report.milliseconds)}).`)
}

async function restore(source: string, keyFile: string, replay: ReplayOrder | undefined): Promise<void> {
  const started = performance.now()
  for (const file of [source, keyFile]) if (!existsSync(file)) throw new StartProblem(`Khôi phục: không có tệp ${file}.`)
  const identity = (await readFile(keyFile, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (identity === undefined) throw new StartProblem(`Khôi phục: ${keyFile} không phải tệp khoá sao lưu.`)
  const { dataDirectory, ports } = settings
  const { createdAt } = await restoreBackup({ source, identity: identity.trim(), dataDirectory, port: ports.postgres, ...(replay && { replay }) })
  const shown = replay === undefined ? `lúc ${createdAt.toLocaleString('vi-VN')}` : `tới ${replay.until?.toLocaleString('vi-VN') ?? 'cuối kho nhật ký'}`
  say(`Đã khôi phục dữ liệu ${shown} vào ${dataDirectory} (${formatDuration(performance.now() - started)}). Chạy npm start.`)
}

function replayOf({ wal, until }: { readonly wal?: string | undefined; readonly until?: string | undefined }): ReplayOrder | undefined {
  if (wal === undefined && until === undefined) return undefined
  const moment = until === undefined ? undefined : new Date(until)
  if (wal === undefined || (moment !== undefined && Number.isNaN(moment.getTime()))) throw new StartProblem(usage)
  return { archive: resolve(wal), until: moment }
}

async function main(): Promise<void> {
  const [verb, ...rest] = process.argv.slice(2)
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { 'new-key': { type: 'string' }, key: { type: 'string' }, wal: { type: 'string' }, until: { type: 'string' } },
  })
  const [file] = positionals
  if (verb === 'backup' && values['new-key'] !== undefined) return makeKey(resolve(values['new-key']))
  if (verb === 'backup' && file !== undefined) return backUp(resolve(file))
  if (verb === 'restore' && file !== undefined && values.key !== undefined) return restore(resolve(file), resolve(values.key), replayOf(values))
  throw new StartProblem(usage)
}

try {
  await main()
} catch (cause) {
  say(red(cause instanceof StartProblem ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)))
  process.exitCode = 1
}
