/** What the browser knows of its line; desktop browsers mostly do not tell. */
export function networkKind(): 'wired' | 'wireless' | 'unknown' {
  if (!('connection' in navigator)) return 'unknown'
  const { connection } = navigator
  const type: unknown = typeof connection === 'object' && connection !== null && 'type' in connection ? connection.type : undefined
  if (type === 'ethernet') return 'wired'
  return type === 'wifi' || type === 'cellular' ? 'wireless' : 'unknown'
}
