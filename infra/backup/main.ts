// npm run backup · npm run restore: one installation into one encrypted file while it runs, and back on an empty machine.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { formatDuration, say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { commandSettings, knownSecrets, runCommand } from '#infra/start/command.ts'
import type { Settings } from '#infra/start/settings.ts'
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

const recipientIn = ({ dataDirectory }: Settings): string => join(dataDirectory, 'backup-recipient.txt')
const bytesInMegabyte = 1_000_000

async function makeKey(settings: Settings, file: string): Promise<void> {
  if (existsSync(file)) throw new StartProblem(`Sao lưu: ${file} đã có; khoá cũ còn cần để mở các bản sao lưu cũ.`)
  const identity = await generateX25519Identity()
  await mkdir(settings.dataDirectory, { recursive: true })
  await writeFile(file, `${identity}\n`, { mode: 0o600, flag: 'wx' })
  await writeFile(recipientIn(settings), `${await identityToRecipient(identity)}\n`, { mode: 0o600 })
  say(`Đã tạo khoá ${file}. Hãy chuyển tệp này ra khỏi máy chủ: mất nó thì không mở được bản sao lưu nào.`)
}

async function backUp(settings: Settings, target: string): Promise<void> {
  if (settings.databaseUrl !== undefined)
    throw new StartProblem('Sao lưu: cơ sở dữ liệu ở ngoài (DATABASE_URL); hãy sao lưu bằng công cụ của máy chủ đó (pg_basebackup) cùng với DATA_DIR.')
  if (existsSync(target)) throw new StartProblem(`Sao lưu: ${target} đã có; hãy chọn tên khác.`)
  const recipient = await readFile(recipientIn(settings), 'utf8').catch(() => {
    throw new StartProblem('Sao lưu: chưa có khoá; chạy "npm run backup -- --new-key <tệp khoá>" một lần.')
  })
  const { POSTGRES_PASSWORD } = await knownSecrets(settings)
  const adminUrl = `postgresql://postgres:${encodeURIComponent(POSTGRES_PASSWORD)}@127.0.0.1:${settings.ports.postgres}/postgres`
  const order = { dataDirectory: settings.dataDirectory, keysDirectory: settings.keysDirectory, adminUrl, target, recipient: recipient.trim(), now: new Date() }
  const report = await writeBackup(order).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED')
      throw new StartProblem('Sao lưu: cơ sở dữ liệu chưa chạy; hãy chạy npm start rồi sao lưu.')
    throw cause
  })
  say(`Đã sao lưu vào ${target} (${(report.bytes / bytesInMegabyte).toFixed(1).replace('.', ',')} MB, ${formatDuration(report.milliseconds)}).`)
}

interface RestoreWish {
  readonly source: string
  readonly keyFile: string
  readonly replay: ReplayOrder | undefined
}

async function restore(settings: Settings, { source, keyFile, replay }: RestoreWish): Promise<void> {
  const started = performance.now()
  for (const file of [source, keyFile]) if (!existsSync(file)) throw new StartProblem(`Khôi phục: không có tệp ${file}.`)
  const identity = (await readFile(keyFile, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (identity === undefined) throw new StartProblem(`Khôi phục: ${keyFile} không phải tệp khoá sao lưu.`)
  const { dataDirectory, keysDirectory, ports } = settings
  const { createdAt, played } = await restoreBackup({ source, identity: identity.trim(), dataDirectory, keysDirectory, port: ports.postgres, ...(replay && { replay }) })
  if (!played.reached) say(`  ! Kho nhật ký kết thúc trước thời điểm ${replay?.until?.toLocaleString('vi-VN') ?? ''}; đã chạy hết, giao dịch cuối cùng lúc ${played.lastCommit?.toLocaleString('vi-VN') ?? 'sao lưu'}.`)
  const until = played.reached ? replay?.until : undefined
  const shown = replay === undefined ? `lúc ${createdAt.toLocaleString('vi-VN')}` : `tới ${until?.toLocaleString('vi-VN') ?? 'cuối kho nhật ký'}`
  say(`Đã khôi phục dữ liệu ${shown} vào ${dataDirectory} (${formatDuration(performance.now() - started)}). Chạy npm start.`)
}

function replayOf({ wal, until }: { readonly wal?: string | undefined; readonly until?: string | undefined }): ReplayOrder | undefined {
  if (wal === undefined && until === undefined) return undefined
  const moment = until === undefined ? undefined : new Date(until)
  if (wal === undefined || (moment !== undefined && Number.isNaN(moment.getTime()))) throw new StartProblem(usage)
  return { archive: resolve(wal), until: moment }
}

async function main(): Promise<number> {
  const [verb, ...rest] = process.argv.slice(2)
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { 'new-key': { type: 'string' }, key: { type: 'string' }, wal: { type: 'string' }, until: { type: 'string' } },
  })
  const [file] = positionals
  const settings = commandSettings()
  if (verb === 'backup' && values['new-key'] !== undefined) await makeKey(settings, resolve(values['new-key']))
  else if (verb === 'backup' && file !== undefined) await backUp(settings, resolve(file))
  else if (verb === 'restore' && file !== undefined && values.key !== undefined) await restore(settings, { source: resolve(file), keyFile: resolve(values.key), replay: replayOf(values) })
  else throw new StartProblem(usage)
  return 0
}

await runCommand(main)
