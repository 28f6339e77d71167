import { join } from 'node:path'
import { productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { CommandFailed, run } from '#infra/setup/run.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { fingerprintOf, onlyWhenChanged } from '#infra/start/fingerprint.ts'
import type { ArchiveProcess } from './orthanc.ts'

/** Draws the demo images into the running archive; for the same sources and the same archive nothing is done again. */
export async function seedImages(archive: Pick<ArchiveProcess, 'directory'>, variables: NodeJS.ProcessEnv): Promise<'done' | 'skipped'> {
  const fingerprint = await fingerprintOf(['prisma/seed/imaging', 'prisma/seed/patients'])
  const work = async (): Promise<void> => {
    await run(productNode, [join(repositoryRoot, 'prisma', 'seed', 'images.ts')], { cwd: repositoryRoot, env: variables })
  }
  try {
    return (await onlyWhenChanged(join(archive.directory, 'demo-images'), fingerprint, work)) ? 'done' : 'skipped'
  } catch (cause) {
    if (cause instanceof CommandFailed) throw new StartProblem(`Ảnh trình diễn: kho ảnh không nhận.\n${cause.tail}`)
    throw cause
  }
}
