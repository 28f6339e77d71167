import { parseArgs } from 'node:util'
import type { MergedKind, MergeRefusal } from '#core/directory/merge-hospitals.ts'
import { red, say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { mergeHospitals, type Merge } from '#prisma/merge-hospitals.ts'

const usage = [
  'Cách dùng: npm run merge-hospitals -- <mã cơ sở bị sáp nhập> --into <mã cơ sở nhận> [--apply]',
  'Không có --apply thì chỉ xem trước. Không hoàn lại được: hãy sao lưu trước (docs/operations.md).',
].join('\n')

const refusals: Readonly<Record<MergeRefusal, string>> = {
  'merge.unknown-hospital': 'Không có cơ sở mang một trong hai mã này.',
  'merge.same-hospital': 'Hai mã là một cơ sở.',
  'merge.already-merged': 'Cơ sở này đã được sáp nhập trước đây.',
  'merge.into-merged': 'Cơ sở nhận đã được sáp nhập vào nơi khác; hãy sáp nhập thẳng vào nơi đó.',
  'merge.session-running': 'Cơ sở này đang có phiên hội chẩn mở. Đợi phiên kết thúc rồi chạy lại.',
}

const words: Readonly<Record<MergedKind, (count: number) => string>> = {
  departments: (count) => `${count} khoa, phòng được thêm (mã trùng thì dùng khoa đã có)`,
  people: (count) => `${count} người làm việc ở cơ sở nhận, vai trò gộp lại`,
  links: (count) => `${count} liên kết được nối tiếp từ hôm nay`,
  shifts: (count) => `${count} ca trực sắp tới chuyển sang`,
  devices: (count) => `${count} máy phòng họp chuyển sang`,
  assets: (count) => `${count} phòng và thiết bị chuyển sang, kèm các lượt đã đặt`,
  meetings: (count) => `${count} lịch giao ban chuyển sang`,
  reach: (count) => `${count} người vào được hồ sơ cũ bằng nút đổi bệnh viện`,
  'cases-kept': (count) => `${count} ca hội chẩn giữ nguyên tên cơ sở cũ, cùng bệnh án, biên bản và nhật ký`,
}

function tell({ gone, heir, moved, renamed }: Merge, applied: boolean): void {
  say(`${applied ? 'Đã sáp nhập' : 'Sẽ sáp nhập'} ${gone.facilityCode} ${gone.name} vào ${heir.facilityCode} ${heir.name}:`)
  for (const { kind, count } of moved) say(`  ${words[kind](count)}.`)
  for (const name of renamed) say(red(`  Trùng tên: “${name}” sẽ mang thêm “(${gone.shortName})”.`))
  if (!applied) say('Chạy lại với --apply để ghi.')
}

/** The command, wherever it is started: beside `npm start` or in a container. Returns its exit code. */
export async function mergeByCode(ownerUrl: string, args: readonly string[]): Promise<number> {
  const { positionals: [gone], values } = parseArgs({ args: [...args], allowPositionals: true, options: { into: { type: 'string' }, apply: { type: 'boolean', default: false } } })
  if (gone === undefined || values.into === undefined) throw new StartProblem(usage)
  const merged = await mergeHospitals(ownerUrl, { gone: gone.toUpperCase(), heir: values.into.toUpperCase() }, { apply: values.apply, now: new Date() })
  if (!merged.ok) throw new StartProblem(refusals[merged.error])
  tell(merged.value, values.apply)
  return 0
}
