import { useLocale } from 'next-intl'
import { formatBytes } from './format-number.ts'

/** A file's size in words a person weighs. */
export function FileSize({ bytes, className }: { readonly bytes: number; readonly className?: string }) {
  return <data value={bytes} className={className}>{formatBytes(bytes, useLocale())}</data>
}
