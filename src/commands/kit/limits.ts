/** Discord's limits of forms, selects and commands, in characters or pieces. */
export const FORM = { title: 45, fields: 5, label: 45, description: 100, placeholder: 100, value: 4000 } as const;
export const OPTION = { label: 100, value: 100, description: 100 } as const;
export const SELECT = { options: 25, values: 25, placeholder: 150 } as const;
export const RADIO = { optionsMin: 2, options: 10 } as const;
export const CHECKBOXES = { options: 10 } as const;
export const FILES = { count: 10 } as const;
export const COMMANDS = { chatInput: 100, user: 15, message: 15, name: 32 } as const;
