import { parseArgs } from 'node:util'
import { ensureRings } from '#adapters/sealing/ring-file.ts'
import { red, say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { layBesideLog } from './keys-beside-log.ts'
import { dropOldKeys, turnKeys, type KeyPlaces, type TurnReport } from './turn-keys.ts'

const usage = [
  'Cách dùng (chạy được khi hệ thống đang chạy; dừng giữa chừng thì chạy lại là đi tiếp):',
  '  npm run rotate-keys                  tạo khoá mới rồi đưa mọi tệp và bản ghi hình về khoá mới',
  '  npm run rotate-keys -- --resume      không tạo khoá: niêm những gì chưa được mã hoá và làm nốt lần đổi khoá dở',
  '  npm run rotate-keys -- --drop-old    bỏ khoá cũ không còn tệp nào cần, sớm nhất một ngày sau lần đổi khoá',
].join('\n')

const damage = 3

function tell({ files, recordings }: TurnReport): number {
  say(`Tệp trong cơ sở dữ liệu: mã hoá thêm ${files.sealed}, đổi sang khoá ${files.key}: ${files.rewrapped}.`)
  say(`Bản ghi hình: mã hoá thêm ${recordings.sealed}, đổi sang khoá ${recordings.key}: ${recordings.rewrapped}.`)
  const unopened = files.unopened + recordings.unopened
  if (unopened > 0) say(red(`${unopened} tệp không mở được bằng khoá của nó và được giữ nguyên: tệp hỏng hoặc thiếu khoá cũ; hãy khôi phục từ bản sao lưu rồi chạy lại với --resume.`))
  return unopened > 0 ? damage : 0
}

/** The command, wherever it is started: beside `npm start` or in a container. Returns its exit code. */
export async function rotateKeys(places: KeyPlaces, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { resume: { type: 'boolean', default: false }, 'drop-old': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } })
  if (values.help || (values.resume && values['drop-old'])) throw new StartProblem(usage)
  const now = new Date()
  if (values['drop-old']) {
    const dropped = await dropOldKeys(places, now)
    say(dropped.length === 0 ? 'Không có khoá cũ nào bỏ được.' : `Đã bỏ khoá ${dropped.join(', ')}.`)
    return 0
  }
  await ensureRings(places.keysDirectory, now)
  const beside: boolean[] = []
  const onNewKeys = async (): Promise<void> => {
    beside.push(await layBesideLog(places))
  }
  const code = tell(await turnKeys(places, { newKeys: !values.resume, now, onNewKeys }))
  if (!values.resume) {
    say('Hãy sao lưu ngay (npm run backup): bản sao lưu trước đó không có khoá mới.')
    if (!beside.includes(true)) say('Nếu có kho nhật ký cơ sở dữ liệu, hãy chạy lệnh này với WAL_ARCHIVE để khoá mới nằm cạnh nhật ký.')
  }
  return code
}
