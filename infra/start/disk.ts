import { mkdir, statfs } from 'node:fs/promises'
import { StartProblem } from '#infra/setup/start-problem.mjs'

const neededBytes = 500_000_000

/** Throws a StartProblem when the disk of the data has too little room to begin with. */
export async function requireFreeDisk(dataDirectory: string): Promise<void> {
  await mkdir(dataDirectory, { recursive: true })
  const { bavail, bsize } = await statfs(dataDirectory)
  const free = bavail * bsize
  if (free >= neededBytes) return
  const megabytes = Math.floor(free / 1_000_000)
  throw new StartProblem(`Ổ đĩa chứa ${dataDirectory} chỉ còn ${megabytes} MB; cần ít nhất 500 MB. Giải phóng dung lượng rồi chạy lại.`)
}
