import { effectiveMs, measuredMs, pausedMs } from '../../domain/effective.js';
import type { Session } from '../../domain/session.js';
import { clamp, sum } from '../numbers.js';
import type { Component, Judged } from './component.js';
import { isSuspect } from './facts.js';
import { RULES } from './rules.js';

const MINUTE_MS = 60_000;
const rules = RULES.quality;

/** Minutes -> 0–1: a fragment is worth nothing, the good band all, and more than that less again. */
const lengthWorth = (minutes: number): number => {
  if (minutes < rules.goodFromMinutes)
    return clamp((minutes - rules.fragmentMinutes) / (rules.goodFromMinutes - rules.fragmentMinutes), 0, 1);
  const over = clamp((minutes - rules.goodToMinutes) / (rules.longMinutes - rules.goodToMinutes), 0, 1);
  return 1 - over * (1 - rules.longWorth);
};

/** Was it corrected by more than a slip? */
const isCorrected = (session: Session, end: number): boolean => {
  if (session.overrideMs === null) return false;
  const clocked = Math.max(0, measuredMs(session, end) - pausedMs(session, end));
  const change = Math.abs(session.overrideMs - clocked);
  return change > rules.correctedMinutes * MINUTE_MS && change > rules.correctedShare * clocked;
};

const carefulness = (session: Session, end: number): number => {
  if (session.endReason !== null && session.endReason !== 'member' && session.endReason !== 'voice') return rules.endedForThem;
  if (isCorrected(session, end)) return rules.corrected;
  return session.status === 'ENDED_CONFIRMED' ? 1 : rules.unconfirmed;
};

/** The average worth of the sessions; a long one says more than a short one, but not in proportion (by the root of its length). */
export const quality = ({ facts, window }: Judged): Component => {
  const sessions = [...facts.sessions].filter(([day]) => day >= window.from && day < window.to).flatMap(([, of]) => of);
  const judged = sessions.map((session) => {
    const end = session.endedAt ?? session.startedAt;
    const minutes = effectiveMs(session, end) / MINUTE_MS;
    const worth = isSuspect(session) ? 0 : lengthWorth(minutes) * carefulness(session, end);
    return { worth, weight: Math.sqrt(clamp(minutes, 1, rules.longMinutes)), isGood: worth >= rules.unconfirmed };
  });
  // Some middling ones are added, so that few sessions prove little and nobody is perfect.
  const weight = rules.middling + sum(judged.map((one) => one.weight));
  const value = (rules.middling * 0.5 + sum(judged.map((one) => one.weight * one.worth))) / weight;
  const good = judged.filter(({ isGood }) => isGood).length;
  return { value, isKnown: judged.length > 0, details: { sessions: judged.length, good } };
};
