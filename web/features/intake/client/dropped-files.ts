import type { PlacedFile } from './one-zip.ts'

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject))

const readBatch = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => reader.readEntries(resolve, reject))

async function filesUnder(entry: FileSystemEntry): Promise<PlacedFile[]> {
  if (entry.isFile) return [{ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry as FileSystemFileEntry) }]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: PlacedFile[] = []
  // A directory is read in batches of a hundred; an empty one is its end.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader))
    for (const one of batch) found.push(...(await filesUnder(one)))
  return found
}

/** Everything that was dropped, folders with all that lies in them. */
export async function droppedFiles(data: DataTransfer): Promise<readonly PlacedFile[]> {
  // Taken at once: the list is emptied when the event ends.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length > 0) return (await Promise.all(entries.map(filesUnder))).flat()
  return chosenFiles(data.files)
}

/** What was chosen in the file or folder dialog. */
export const chosenFiles = (files: FileList): readonly PlacedFile[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }))
