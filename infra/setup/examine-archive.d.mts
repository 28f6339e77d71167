export interface Finding {
  readonly state: 'present' | 'missing' | 'wrong'
  readonly name: string
  readonly detail: string
  readonly fix?: string
}

export function examineArchive(name: string, address: string): Promise<Finding>
