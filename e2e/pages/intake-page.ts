import type { Page } from 'playwright-core'

interface DroppedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Drops files upon the panel of an open record, as from the desktop, and waits until they have been taken in. */
export async function dropIntoRecord(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const list = files.map(({ name, type, bytes }) => ({ name, type, text: Buffer.from(bytes).toString('base64') }))
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer()
    for (const { name, type, text } of all) transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name, { type }))
    return transfer
  }, list)
  const panel = page.getByText('Kéo thả vào đây thư mục DICOM')
  await panel.dispatchEvent('dragover', { dataTransfer: data })
  await page.getByText('Thả để tải lên').dispatchEvent('drop', { dataTransfer: data })
}
