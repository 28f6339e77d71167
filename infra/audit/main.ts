// npm run audit-verify: whether an exported audit trail is what was written, on any machine, without the product or its database.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { verifyExport, type ExportReport } from '#adapters/audit-witness/verify-export.ts'
import { readAuditExport } from '#adapters/fhir/exchange/audit-export.ts'
import type { ChainFault } from '#core/audit/chain.ts'
import { red, say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { runCommand } from '#infra/start/command.ts'

const usage = [
  'Cách dùng: npm run audit-verify -- <tệp nhật ký đã xuất> [--key <witness-key.pem>]',
  'Khóa xác nhận (DATA_DIR/audit/witness-key.pem) nên được sao chép ra ngoài máy chủ từ trước; không có khóa thì dùng khóa đi kèm tệp.',
].join('\n')

const damage = 3

function sentenceOf(fault: ChainFault): string {
  switch (fault.kind) {
    case 'altered':
      return `Dòng ${fault.sequence} đã bị sửa.`
    case 'missing':
      return `Dòng ${fault.sequence} đã bị xóa.`
    case 'inserted':
      return `Dòng ${fault.sequence} đã bị chèn thêm.`
    case 'moved':
      return `Dòng ${fault.sequence} đã bị đổi chỗ: vốn là dòng ${fault.from}.`
  }
}

function tellWitness(witness: ExportReport['witness']): void {
  if (witness === null) {
    say('Tệp không kèm xác nhận độc lập: chỉ kiểm được chuỗi băm trong tệp, không biết người giữ cơ sở dữ liệu có viết lại cả chuỗi không.')
    return
  }
  say(`${witness.links} dòng được xác nhận độc lập ngoài cơ sở dữ liệu; khóa ${witness.key}.`)
  if (witness.keyIsTheirs === null) say('Khóa lấy từ chính tệp này: hãy so với khóa đã sao chép từ trước, hoặc dùng --key.')
  if (witness.keyIsTheirs === false) say(red('Khóa trong tệp khác khóa bạn đưa.'))
  for (const line of witness.forged) say(red(`Dòng ${line} của phần xác nhận không có chữ ký đúng.`))
}

async function main(): Promise<number> {
  const { positionals: [file], values } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
  if (file === undefined) throw new StartProblem(usage)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartProblem(`Không đọc được tệp ${file}.`)
  })
  const own = values.key === undefined ? null : await readFile(values.key, 'utf8').catch(() => {
    throw new StartProblem(`Không đọc được khóa ${values.key ?? ''}.`)
  })
  const read = readAuditExport(text)
  if (read === null) throw new StartProblem(`${file} không phải tệp nhật ký do Liên Viện xuất.`)
  const report = verifyExport(read, own)
  tellWitness(report.witness)
  if (report.fault !== null) say(red(sentenceOf(report.fault)))
  else say(`${report.links} dòng nhật ký nguyên vẹn.`)
  const isWhole = report.fault === null && (report.witness === null || (report.witness.forged.length === 0 && report.witness.keyIsTheirs !== false))
  return isWhole ? 0 : damage
}

await runCommand(main)
