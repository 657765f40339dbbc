/** Options cannot have commas in their names, and Notion takes 100 characters. */
export const optionName = (name: string): string => name.replaceAll(',', ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 100);
