// ../../../tmp/pdfx/bench.mts
import PDFDocument2 from "pdfkit";

// src/i18n/translators.ts
import i18next from "i18next";

// data/locales/de/activitylog.json
var activitylog_default = {
  title: "Protokoll",
  kinds: {
    clockIn: "Einstempeln",
    clockOut: "Ausstempeln",
    pause: "Pause begonnen",
    resume: "Pause beendet",
    corrections: "Korrekturen",
    requests: "Anfragen",
    forceOut: "Von anderen ausgestempelt",
    settings: "Einstellungen",
    roles: "Rollen, die nicht vergeben werden konnten"
  },
  row: "**{{kind}}** \u2192 {{place}}",
  off: "aus",
  nowhere: "noch nirgends",
  readers: "Alle, die einen Kanal lesen k\xF6nnen, sehen, was dort steht: wer eingestempelt ist, wann und wof\xFCr, auch wenn der Server Mitgliedern sonst weniger voneinander zeigt. W\xE4hle die Kan\xE4le entsprechend.",
  notes: {
    on: "Notizen von Mitgliedern werden gezeigt.",
    off: "Notizen von Mitgliedern werden nicht gezeigt (`logNotes` in `/einstellungen`)."
  },
  problem: "\u26A0\uFE0F {{channel}}: {{reason}}",
  none: "Nichts wird protokolliert. `/protokoll setzen` w\xE4hlt einen Kanal.",
  by: "durch {{by}}",
  byItself: "von selbst",
  undone: "Eine \xC4nderung zur\xFCckgenommen",
  imported: "**{{n}} Eintr\xE4ge importiert**",
  requests: {
    asked: "**Um Genehmigung einer \xC4nderung gebeten**",
    approved: "**Anfrage genehmigt**",
    declined: "**Anfrage abgelehnt**",
    withdrawn: "**Anfrage zur\xFCckgezogen**"
  },
  changed: {
    categories: "**Kategorien wurden ge\xE4ndert**",
    permissions: "**Berechtigungen wurden ge\xE4ndert**",
    suspensions: "**Wer nicht einstempeln darf, wurde ge\xE4ndert**",
    dashboards: "**\xDCbersichten wurden ge\xE4ndert**",
    log: "**Dieses Protokoll wurde ge\xE4ndert**",
    boards: "**Ranglisten wurden ge\xE4ndert**"
  },
  role: "**{{role}} konnte nicht vergeben werden**",
  warning: {
    channelDeleted: "\u26A0\uFE0F Der Kanal {{channel}} wurde gel\xF6scht, dort steht deshalb kein Protokoll mehr. `/protokoll setzen` w\xE4hlt einen anderen.",
    hidden: "\u26A0\uFE0F Ich sehe {{channel}} nicht mehr, dort steht deshalb kein Protokoll. Gib mir dort die Berechtigungen \u201EKanal anzeigen\u201C und \u201ENachrichten senden\u201C. Ich versuche es von selbst wieder.",
    readOnly: "\u26A0\uFE0F Ich darf in {{channel}} nicht mehr schreiben, dort steht deshalb kein Protokoll. Gib mir dort die Berechtigung \u201ENachrichten senden\u201C. Ich versuche es von selbst wieder."
  },
  missed_one: "{{count}} fr\xFCheres Ereignis steht hier nicht.",
  missed_other: "{{count}} fr\xFChere Ereignisse stehen hier nicht."
};

// data/locales/de/approvals.json
var approvals_default = {
  buttons: {
    ask: "Um Genehmigung bitten",
    approve: "Genehmigen",
    approveWithReason: "Mit Kommentar genehmigen\u2026",
    decline: "Ablehnen\u2026",
    makeNow: "\xC4nderung jetzt ausf\xFChren",
    show: "Ansehen",
    withdraw: "Zur\xFCckziehen",
    sendAgain: "Noch einmal senden"
  },
  what: {
    addEntry: "Eintrag nachtragen",
    editEntry: "Eintrag \xE4ndern",
    deleteEntry: "Eintrag l\xF6schen",
    adjust: "Zeit eines Eintrags anpassen",
    reopen: "Beendete Sitzung fortsetzen"
  },
  why: {
    title: "Braucht eine Genehmigung",
    tooFarBack_one: "Mitglieder \xE4ndern ihre eigene Zeit allein nur bis zu einen Tag zur\xFCck.",
    tooFarBack_other: "Mitglieder \xE4ndern ihre eigene Zeit allein nur bis zu {{count}} Tage zur\xFCck.",
    tooMuch: "Mitglieder \xE4ndern die Zeit eines Eintrags allein nur um bis zu {{duration}} auf einmal.",
    adding: "Mitglieder tragen allein keine Eintr\xE4ge nach."
  },
  fields: {
    member: "Mitglied",
    asked: "Angefragt",
    reason: "Was das Mitglied dazu sagt",
    note: "Notiz",
    noteBefore: "Bisherige Notiz",
    noteAfter: "K\xFCnftige Notiz",
    deleted: "gel\xF6scht",
    state: "Stand",
    ownReason: "Was du dazu sagst"
  },
  form: {
    title: "Um Genehmigung bitten",
    label: "Warum?",
    description: "Das lesen alle, die genehmigen d\xFCrfen. Du kannst es leer lassen.",
    approve: "Mit Kommentar genehmigen",
    comment: "Kommentar",
    commentText: "Das Mitglied erf\xE4hrt ihn.",
    decline: "Anfrage ablehnen",
    reason: "Grund"
  },
  offer: {
    title: "Das braucht eine Genehmigung: {{what}}"
  },
  request: {
    title: "Anfrage: {{what}}",
    approved: "Genehmigt: {{what}}",
    declined: "Abgelehnt: {{what}}",
    withdrawn: "Zur\xFCckgezogen: {{what}}",
    gone: "Diese Anfrage gibt es nicht mehr: Sie wurde zur\xFCckgezogen oder beantwortet, oder was \xFCber das Mitglied gespeichert war, ist gel\xF6scht."
  },
  answer: {
    title: "Antwort",
    approved: "Genehmigt von {{by}} {{when}}.",
    declined: "Abgelehnt von {{by}} {{when}}.",
    notMade: "Genehmigt von {{by}} {{when}}, aber die \xC4nderung steht noch aus. Sie wird beim n\xE4chsten Klick hier oder bei der n\xE4chsten Antwort an das Mitglied ausgef\xFChrt.",
    comment: "Kommentar: {{reason}}",
    because: "Grund: {{reason}}"
  },
  blocked: {
    still: "Nichts wurde ge\xE4ndert, und die Anfrage bleibt offen. {{reason}}",
    SESSION_ALREADY_ACTIVE: "Das Mitglied ist mit einer anderen Sitzung eingestempelt.",
    SUSPENDED: "Das Mitglied ist gesperrt und stempelt zurzeit nicht.",
    ENTRY_OVERLAPS: "Die Zeit w\xFCrde sich mit einem anderen Eintrag des Mitglieds \xFCberschneiden."
  },
  asked: {
    title: "Um Genehmigung gebeten: {{what}}",
    posted: "Wer genehmigen darf, sieht es in {{channel}}. Die Antwort erf\xE4hrst du, wenn du hier das n\xE4chste Mal etwas tust. Mit `/sitzung anfragen` siehst du, worum du gebeten hast.",
    notPosted: "Deine Anfrage ist gespeichert, aber sie lie\xDF sich nicht in {{channel}} ver\xF6ffentlichen. Sende sie mit `/sitzung anfragen` noch einmal."
  },
  told: {
    title_one: "Deine Anfrage wurde beantwortet",
    title_other: "{{count}} deiner Anfragen wurden beantwortet",
    line: "**{{answer}}** {{when}} von {{by}}: {{what}}, {{category}}",
    approved: "Genehmigt",
    declined: "Abgelehnt"
  },
  own: {
    title: "Worum du gebeten hast",
    empty: "Nichts wartet auf eine Antwort.",
    line: "**{{what}}** \xB7 {{category}}",
    asked: "angefragt {{when}}",
    posted: "Wartet in {{channel}} auf eine Antwort",
    notPosted: "Noch nicht ver\xF6ffentlicht: Sende sie noch einmal",
    toBeMade: "Genehmigt, die \xC4nderung steht noch aus",
    withdrawn: "Zur\xFCckgezogen, nichts wurde ge\xE4ndert.",
    there: "Sie steht in {{channel}} und wartet dort auf eine Antwort."
  },
  draft: {
    add: "Um Genehmigung bitten, diesen Eintrag nachzutragen?",
    edit: "Um Genehmigung dieser \xC4nderung bitten?"
  }
};

// data/locales/de/boards.json
var boards_default = {
  title: "Rangliste",
  spans: {
    day: "Tag",
    week: "Woche",
    month: "Monat",
    all: "Gesamte Zeit",
    season: "Saison"
  },
  present: {
    day: "Heute",
    week: "Diese Woche",
    month: "Dieser Monat"
  },
  last: {
    day: "Gestern",
    week: "Letzte Woche",
    month: "Letzter Monat"
  },
  since: "seit {{date}}",
  choose: "Zeitraum w\xE4hlen",
  change: {
    up: "\u25B2 {{n}}",
    down: "\u25BC {{n}}",
    same: "\uFF1D",
    new: "neu"
  },
  own: {
    place: "Du bist mit {{duration}} auf Platz {{rank}} von {{of}}.",
    hidden: "Du stehst nicht auf der Rangliste. Das siehst nur du: Du hast {{duration}}, das w\xE4re Platz {{rank}}. Mit `/datenschutz einstellungen` \xE4nderst du das.",
    hiddenByRole: "Mitglieder mit einer deiner Rollen stehen nicht auf der Rangliste. Das siehst nur du: Du hast {{duration}}, das w\xE4re Platz {{rank}}.",
    nothing: "Du hast keine Zeit auf dieser Rangliste."
  },
  empty: {
    volunteers: "Auf dieser Rangliste steht niemand. Sie zeigt nur, wer das m\xF6chte: Mit `/datenschutz einstellungen` kannst du es sagen.",
    everyone: "Auf dieser Rangliste steht noch niemand."
  },
  running: "Was noch l\xE4uft, z\xE4hlt mit dem Ausstempeln.",
  buttons: {
    first: "Erste Seite",
    own: "Mein Platz"
  },
  season: {
    started: "Die Saison **{{name}}** z\xE4hlt {{days}}.",
    ended: "Die Saison **{{name}}** endet mit dem {{date}}.",
    deleted: "Die Saison **{{name}}** ist gel\xF6scht. Die Zeiten selbst bleiben.",
    title: "Saisons",
    none: "Es gibt keine Saisons. Fang mit `/rangliste saison starten` eine an.",
    running: "l\xE4uft",
    toCome: "kommt noch"
  },
  posts: {
    title: "Ranglisten, die gepostet werden",
    none: "Keine Rangliste wird von selbst gepostet. `/rangliste posten einrichten` f\xE4ngt eine an.",
    set: "Sie wird gepostet, wenn ihre Zeit vorbei ist, ohne Ton.",
    off: "Sie wird nicht mehr gepostet.",
    every: {
      week: "Jede Woche",
      month: "Jeden Monat"
    },
    next: "n\xE4chste: {{when}}"
  }
};

// data/locales/de/byitself.json
var byitself_default = {
  title: "Das ist von selbst passiert",
  ended: "Deine Sitzung in **{{category}}** wurde beendet: {{times}}.",
  notClockedIn: "Ein Sprachkanal hat dich {{when}} nicht in **{{category}}** eingestempelt: {{why}}"
};

// data/locales/de/categories.json
var categories_default = {
  added: "Kategorie {{category}} angelegt.",
  edited: "Kategorie {{category}} ge\xE4ndert.",
  archived: "Kategorie {{category}} archiviert. Ihre Zeiten bleiben erhalten.",
  restored: "Kategorie {{category}} zur\xFCckgeholt.",
  moved: "Kategorie {{category}} steht jetzt an Stelle {{position}} der Liste.",
  list: {
    reminder: "Erinnerung nach {{duration}}",
    noReminder: "keine Erinnerungen",
    title: "Kategorien",
    empty: "Es gibt noch keine Kategorien.",
    counts: "{{active}} aktiv, {{archived}} archiviert",
    archivedMark: "archiviert",
    weight: "Gewicht {{weight}}",
    role: "Rolle {{role}}"
  }
};

// data/locales/de/commands.json
var commands_default = {
  clockin: {
    name: "einstempeln",
    description: "Einstempeln: ab jetzt z\xE4hlt deine Zeit",
    options: {
      category: {
        name: "kategorie",
        description: "Woran du arbeiten wirst"
      },
      note: {
        name: "notiz",
        description: "Eine kurze Notiz, bis zu 200 Zeichen"
      }
    }
  },
  clockout: {
    name: "ausstempeln",
    description: "Ausstempeln: aufh\xF6ren und sehen, was z\xE4hlt",
    options: {
      note: {
        name: "notiz",
        description: "Ersetzt die Notiz dieser Sitzung"
      }
    }
  },
  status: {
    name: "status",
    description: "Bist du eingestempelt, und was hast du bisher geschafft?",
    options: {
      user: {
        name: "person",
        description: "Jemand anderes auf diesem Server"
      }
    }
  },
  who: {
    name: "wer",
    description: "Wer ist gerade eingestempelt?",
    options: {
      category: {
        name: "kategorie",
        description: "Nur diese Kategorie"
      }
    }
  },
  forceclockout: {
    name: "andere-ausstempeln",
    description: "Andere ausstempeln",
    options: {
      user: {
        name: "mitglied",
        description: "Ein Mitglied"
      },
      role: {
        name: "rolle",
        description: "Alle Eingestempelten mit dieser Rolle"
      },
      category: {
        name: "kategorie",
        description: "Alle, die in dieser Kategorie eingestempelt sind"
      },
      at: {
        name: "um",
        description: "Wann Schluss war, etwa 17:30 oder vor 2h; sonst jetzt"
      },
      reason: {
        name: "grund",
        description: "Warum; das Mitglied liest das"
      }
    }
  },
  forceout: {
    name: "Ausstempeln"
  },
  session: {
    name: "sitzung",
    description: "Alles rund um deine Sitzungen",
    in: {
      name: "ein"
    },
    out: {
      name: "aus"
    },
    status: {
      name: "status"
    },
    pause: {
      name: "pause",
      description: "Pause machen; sie z\xE4hlt nicht"
    },
    resume: {
      name: "weiter",
      description: "Die Pause beenden und weitermachen"
    },
    switch: {
      name: "wechseln",
      description: "Ohne L\xFCcke mit etwas anderem weitermachen",
      options: {
        category: {
          name: "kategorie",
          description: "Woran du jetzt arbeiten wirst"
        },
        note: {
          name: "notiz",
          description: "Eine kurze Notiz, bis zu 200 Zeichen"
        }
      }
    },
    list: {
      name: "liste",
      description: "Deine Eintr\xE4ge, zum Ansehen und Bearbeiten",
      options: {
        from: {
          name: "von",
          description: "Eintr\xE4ge, die ab dieser Zeit endeten, etwa gestern 0:00"
        },
        to: {
          name: "bis",
          description: "Eintr\xE4ge, die bis zu dieser Zeit endeten"
        },
        category: {
          name: "kategorie",
          description: "Nur diese Kategorie"
        }
      }
    },
    add: {
      name: "nachtragen",
      description: "Zeit nachtragen, die nicht gestempelt wurde",
      options: {
        category: {
          name: "kategorie",
          description: "Womit die Zeit verbracht wurde"
        },
        start: {
          name: "beginn",
          description: "Wann es anfing, etwa 9:30 oder gestern 9:30"
        },
        end: {
          name: "ende",
          description: "Wann es endete; oder gib die Dauer an"
        },
        duration: {
          name: "dauer",
          description: "Wie lange es dauerte, etwa 1h 20m; oder gib das Ende an"
        },
        note: {
          name: "notiz",
          description: "Eine kurze Notiz, bis zu 200 Zeichen"
        }
      }
    },
    delete: {
      name: "l\xF6schen",
      description: "Einen deiner Eintr\xE4ge l\xF6schen",
      options: {
        entry: {
          name: "eintrag",
          description: "Der Eintrag, der gel\xF6scht werden soll"
        }
      }
    },
    undo: {
      name: "r\xFCckg\xE4ngig",
      description: "Deine letzte \xC4nderung zur\xFCcknehmen, was es auch war"
    },
    requests: {
      name: "anfragen",
      description: "Worum du gebeten hast: zur\xFCckziehen oder noch einmal senden"
    }
  },
  timezone: {
    name: "zeitzone",
    description: "Deine eigene Zeitzone",
    set: {
      name: "setzen",
      description: "Wie Zeiten verstanden werden, die du eingibst",
      options: {
        zone: {
          name: "zone",
          description: "Eine Zone, eine Stadt oder ein Land"
        }
      }
    },
    show: {
      name: "zeigen",
      description: "Deine Zeitzone und die Uhrzeit dort zeigen"
    },
    reset: {
      name: "zur\xFCcksetzen",
      description: "Wieder die Zone des Ortes nehmen, an dem du bist"
    }
  },
  admin: {
    name: "verwaltung",
    description: "Punchcard f\xFCr diesen Server einrichten",
    verify: {
      name: "pr\xFCfen",
      description: "Stimmen Summen, Eintr\xE4ge und das Buch aller \xC4nderungen \xFCberein?",
      options: {
        user: {
          name: "mitglied",
          description: "Nur dieses Mitglied"
        }
      }
    },
    system: {
      name: "system",
      description: "Wie geht es Punchcard?"
    },
    categories: {
      name: "kategorien",
      description: "Womit Zeit verbracht wird",
      add: {
        name: "anlegen",
        description: "Eine Kategorie anlegen",
        options: {
          name: {
            name: "name",
            description: "1 bis 50 Zeichen"
          },
          emoji: {
            name: "emoji",
            description: "Ein Emoji"
          },
          colour: {
            name: "farbe",
            description: "Zum Beispiel #3BA55D"
          },
          description: {
            name: "beschreibung",
            description: "Bis zu 200 Zeichen"
          },
          weight: {
            name: "gewicht",
            description: "Produktivit\xE4tsgewicht, 0 bis 5"
          },
          "required-role": {
            name: "n\xF6tige-rolle",
            description: "Nur Mitglieder mit dieser Rolle nutzen sie"
          }
        }
      },
      edit: {
        name: "\xE4ndern",
        description: "Eine Kategorie \xE4ndern",
        options: {
          category: {
            name: "kategorie",
            description: "Die Kategorie, die du \xE4ndern willst"
          },
          name: {
            name: "name",
            description: "Der neue Name, 1 bis 50 Zeichen"
          },
          emoji: {
            name: "emoji",
            description: "Ein Emoji, oder - f\xFCr keines"
          },
          colour: {
            name: "farbe",
            description: "Zum Beispiel #3BA55D, oder - f\xFCr keine"
          },
          description: {
            name: "beschreibung",
            description: "Bis zu 200 Zeichen, oder - f\xFCr keine"
          },
          weight: {
            name: "gewicht",
            description: "Produktivit\xE4tsgewicht, 0 bis 5"
          },
          "required-role": {
            name: "n\xF6tige-rolle",
            description: "Nur Mitglieder mit dieser Rolle nutzen sie; @everyone f\xFCr alle"
          },
          reminder: {
            name: "erinnerung",
            description: "Nach dieser Zeit fragen, ob noch gearbeitet wird; aus, oder - wie der Server"
          }
        }
      },
      archive: {
        name: "archivieren",
        description: "Eine Kategorie stilllegen; ihre Zeiten bleiben erhalten",
        options: {
          category: {
            name: "kategorie",
            description: "Die Kategorie, die du archivieren willst"
          }
        }
      },
      restore: {
        name: "zur\xFCckholen",
        description: "Eine archivierte Kategorie zur\xFCckholen",
        options: {
          category: {
            name: "kategorie",
            description: "Die Kategorie, die du zur\xFCckholen willst"
          }
        }
      },
      list: {
        name: "liste",
        description: "Alle Kategorien zeigen"
      },
      move: {
        name: "verschieben",
        description: "Einer Kategorie einen anderen Platz geben",
        options: {
          category: {
            name: "kategorie",
            description: "Die Kategorie, die du verschieben willst"
          },
          position: {
            name: "stelle",
            description: "Ihr neuer Platz, 1 ist der erste"
          }
        }
      }
    },
    roles: {
      name: "rollen",
      description: "Rollen f\xFCr alle, die eingestempelt sind",
      setup: {
        name: "einrichten",
        description: "Die Rollen \u201EEingestempelt\u201C und \u201EIn der Pause\u201C anlegen und benutzen"
      },
      set: {
        name: "setzen",
        description: "Eine Rolle dieses Servers benutzen",
        options: {
          kind: {
            name: "art",
            description: "Wann es die Rolle gibt",
            choices: {
              on: "Eingestempelt",
              break: "In der Pause",
              category: "Eingestempelt in einer Kategorie"
            }
          },
          role: {
            name: "rolle",
            description: "Die Rolle, die vergeben wird"
          },
          category: {
            name: "kategorie",
            description: "Nur f\xFCr die Art \u201EKategorie\u201C"
          }
        }
      },
      clear: {
        name: "entfernen",
        description: "Keine Rolle mehr vergeben",
        options: {
          kind: {
            name: "art",
            description: "Welche Rolle wegf\xE4llt",
            choices: {
              on: "Eingestempelt",
              break: "In der Pause",
              category: "Eingestempelt in einer Kategorie"
            }
          },
          category: {
            name: "kategorie",
            description: "Nur f\xFCr die Art \u201EKategorie\u201C"
          }
        }
      },
      show: {
        name: "zeigen",
        description: "Zeigt die benutzten Rollen und was mit ihnen nicht stimmt"
      }
    },
    session: {
      name: "sitzung",
      description: "Die Zeit von Mitgliedern ansehen und berichtigen",
      list: {
        name: "liste",
        description: "Die Eintr\xE4ge eines Mitglieds",
        options: {
          member: {
            name: "mitglied",
            description: "Wessen Eintr\xE4ge"
          },
          from: {
            name: "von",
            description: "Eintr\xE4ge, die ab dann endeten, etwa gestern 0:00"
          },
          to: {
            name: "bis",
            description: "Eintr\xE4ge, die bis dann endeten"
          },
          category: {
            name: "kategorie",
            description: "Nur diese Kategorie"
          }
        }
      },
      edit: {
        name: "bearbeiten",
        description: "Einen Eintrag eines Mitglieds berichtigen",
        options: {
          member: {
            name: "mitglied",
            description: "Wessen Eintrag"
          },
          entry: {
            name: "eintrag",
            description: "Der Eintrag, der berichtigt wird"
          }
        }
      },
      add: {
        name: "hinzuf\xFCgen",
        description: "Zeit hinzuf\xFCgen, die ein Mitglied nicht gestempelt hat",
        options: {
          member: {
            name: "mitglied",
            description: "Wessen Zeit"
          },
          category: {
            name: "kategorie",
            description: "Wof\xFCr die Zeit war"
          },
          start: {
            name: "beginn",
            description: "Wann es anfing, etwa 9:30 oder gestern 9:30"
          },
          reason: {
            name: "grund",
            description: "Warum; das Mitglied erf\xE4hrt es"
          },
          end: {
            name: "ende",
            description: "Wann es endete; oder gib die Dauer an"
          },
          duration: {
            name: "dauer",
            description: "Wie lange es dauerte, etwa 1h 20m; oder gib das Ende an"
          },
          note: {
            name: "notiz",
            description: "Eine kurze Notiz, h\xF6chstens 200 Zeichen"
          }
        }
      },
      delete: {
        name: "l\xF6schen",
        description: "Einen Eintrag eines Mitglieds l\xF6schen",
        options: {
          member: {
            name: "mitglied",
            description: "Wessen Eintrag"
          },
          entry: {
            name: "eintrag",
            description: "Der Eintrag, der gel\xF6scht wird"
          },
          reason: {
            name: "grund",
            description: "Warum; das Mitglied erf\xE4hrt es"
          }
        }
      }
    },
    member: {
      name: "mitglied",
      description: "Mitglieder sperren und wieder zulassen",
      suspend: {
        name: "sperren",
        description: "Ein Mitglied ausstempeln und vom Einstempeln ausschlie\xDFen",
        options: {
          member: {
            name: "mitglied",
            description: "Wer gesperrt wird"
          },
          reason: {
            name: "grund",
            description: "Warum; das Mitglied liest das"
          },
          until: {
            name: "bis",
            description: "Wie lange oder bis wann: 3d, n\xE4chsten Freitag 9:00"
          }
        }
      },
      restore: {
        name: "zulassen",
        description: "Ein gesperrtes Mitglied wieder zulassen",
        options: {
          member: {
            name: "mitglied",
            description: "Wer wieder zugelassen wird"
          }
        }
      },
      show: {
        name: "zeigen",
        description: "Die Zeit eines Mitglieds auf einen Blick",
        options: {
          member: {
            name: "mitglied",
            description: "Wessen Zeit"
          }
        }
      }
    },
    team: {
      name: "team",
      description: "Die Stunden aller, mit ihren Zielen verglichen",
      options: {
        from: {
          name: "von",
          description: "Erster Tag, etwa 31.3. oder Montag; sonst diese Woche"
        },
        to: {
          name: "bis",
          description: "Letzter Tag"
        }
      }
    }
  },
  config: {
    name: "einstellungen",
    description: "Einstellungen dieses Servers, oder deine eigenen in Direktnachrichten",
    panel: {
      name: "ansehen",
      description: "Die Einstellungen ansehen und \xE4ndern"
    },
    show: {
      name: "liste",
      description: "Die Einstellungen auflisten",
      options: {
        topic: {
          name: "thema",
          description: "Nur die zu diesem Thema",
          choices: {
            time: "Zeit und Kalender",
            clock: "Ein- und Ausstempeln",
            corrections: "Korrekturen",
            reminders: "Lange Sitzungen",
            reports: "Berichte",
            visibility: "Sichtbarkeit",
            boards: "Ranglisten und Serien",
            posts: "Kan\xE4le",
            data: "Daten"
          }
        }
      }
    },
    set: {
      name: "setzen",
      description: "Eine Einstellung \xE4ndern",
      options: {
        key: {
          name: "einstellung",
          description: "Die Einstellung; w\xE4hle sie aus der Liste"
        },
        value: {
          name: "wert",
          description: "Der neue Wert; die Liste zeigt, was m\xF6glich ist"
        }
      }
    },
    reset: {
      name: "zur\xFCcksetzen",
      description: "Eine Einstellung auf die Vorgabe zur\xFCcksetzen",
      options: {
        key: {
          name: "einstellung",
          description: "Die Einstellung; w\xE4hle sie aus der Liste"
        }
      }
    },
    permissions: {
      name: "rechte",
      description: "Wer was darf",
      panel: {
        name: "ansicht",
        description: "Rechte ansehen und \xE4ndern",
        options: {
          capability: {
            name: "recht",
            description: "Um welches Recht es geht",
            choices: {
              clockIn: "Stempeln",
              seeOthers: "Andere sehen",
              editOthers: "Andere bearbeiten",
              approve: "Genehmigen",
              forceClockOut: "Andere ausstempeln",
              exportOthers: "Andere exportieren",
              seeInsights: "Auswertungen sehen",
              manageCategories: "Kategorien verwalten",
              manageSettings: "Einstellungen verwalten",
              manageDashboards: "Tafeln verwalten",
              manageMembers: "Mitglieder verwalten",
              seeSystem: "System sehen"
            }
          }
        }
      },
      allow: {
        name: "erlauben",
        description: "Einer Rolle oder einem Mitglied etwas erlauben",
        options: {
          capability: {
            name: "recht",
            description: "Um welches Recht es geht",
            choices: {
              clockIn: "Stempeln",
              seeOthers: "Andere sehen",
              editOthers: "Andere bearbeiten",
              approve: "Genehmigen",
              forceClockOut: "Andere ausstempeln",
              exportOthers: "Andere exportieren",
              seeInsights: "Auswertungen sehen",
              manageCategories: "Kategorien verwalten",
              manageSettings: "Einstellungen verwalten",
              manageDashboards: "Tafeln verwalten",
              manageMembers: "Mitglieder verwalten",
              seeSystem: "System sehen"
            }
          },
          role: {
            name: "rolle",
            description: "Eine Rolle; @everyone f\xFCr alle"
          },
          member: {
            name: "mitglied",
            description: "Ein Mitglied"
          }
        }
      },
      deny: {
        name: "verbieten",
        description: "Einer Rolle oder einem Mitglied etwas verbieten; das geht vor",
        options: {
          capability: {
            name: "recht",
            description: "Um welches Recht es geht",
            choices: {
              clockIn: "Stempeln",
              seeOthers: "Andere sehen",
              editOthers: "Andere bearbeiten",
              approve: "Genehmigen",
              forceClockOut: "Andere ausstempeln",
              exportOthers: "Andere exportieren",
              seeInsights: "Auswertungen sehen",
              manageCategories: "Kategorien verwalten",
              manageSettings: "Einstellungen verwalten",
              manageDashboards: "Tafeln verwalten",
              manageMembers: "Mitglieder verwalten",
              seeSystem: "System sehen"
            }
          },
          role: {
            name: "rolle",
            description: "Eine Rolle; @everyone f\xFCr alle"
          },
          member: {
            name: "mitglied",
            description: "Ein Mitglied"
          }
        }
      },
      clear: {
        name: "zur\xFCcksetzen",
        description: "F\xFCr eine Rolle oder ein Mitglied wieder die Vorgabe nehmen",
        options: {
          capability: {
            name: "recht",
            description: "Um welches Recht es geht",
            choices: {
              clockIn: "Stempeln",
              seeOthers: "Andere sehen",
              editOthers: "Andere bearbeiten",
              approve: "Genehmigen",
              forceClockOut: "Andere ausstempeln",
              exportOthers: "Andere exportieren",
              seeInsights: "Auswertungen sehen",
              manageCategories: "Kategorien verwalten",
              manageSettings: "Einstellungen verwalten",
              manageDashboards: "Tafeln verwalten",
              manageMembers: "Mitglieder verwalten",
              seeSystem: "System sehen"
            }
          },
          role: {
            name: "rolle",
            description: "Eine Rolle; @everyone f\xFCr alle"
          },
          member: {
            name: "mitglied",
            description: "Ein Mitglied"
          }
        }
      },
      test: {
        name: "pr\xFCfen",
        description: "Erkl\xE4ren, was ein Mitglied darf und warum",
        options: {
          member: {
            name: "mitglied",
            description: "Um wen es geht"
          }
        }
      }
    }
  },
  explain: {
    name: "erkl\xE4ren",
    description: "Woher eine Summe kommt: jeder Eintrag und jede \xC4nderung",
    options: {
      entry: {
        name: "eintrag",
        description: "Ein Eintrag; nimm ihn aus der Liste"
      },
      day: {
        name: "tag",
        description: "Ein Tag, etwa gestern, 31.3. oder 2026-03-31; sonst heute"
      }
    }
  },
  privacy: {
    name: "datenschutz",
    description: "Was \xFCber dich gespeichert ist",
    show: {
      name: "zeigen",
      description: "Zeigen, was \xFCber dich gespeichert ist, in Worten"
    },
    export: {
      name: "export",
      description: "Alles mitnehmen, was \xFCber dich gespeichert ist",
      options: {
        where: {
          name: "wo",
          description: "Hier oder \xFCberall",
          choices: {
            here: "Hier",
            everywhere: "\xDCberall"
          }
        }
      }
    },
    erase: {
      name: "l\xF6schen",
      description: "Alles l\xF6schen, was \xFCber dich gespeichert ist",
      options: {
        where: {
          name: "wo",
          description: "Hier oder \xFCberall",
          choices: {
            here: "Hier",
            everywhere: "\xDCberall"
          }
        }
      }
    },
    settings: {
      name: "einstellungen",
      description: "Was andere von dir sehen, und Direktnachrichten"
    },
    voice: {
      name: "sprachkan\xE4le",
      description: "D\xFCrfen dich Sprachkan\xE4le ein- und ausstempeln?",
      options: {
        choice: {
          name: "wahl",
          description: "An oder aus",
          choices: {
            on: "An",
            off: "Aus"
          }
        }
      }
    }
  },
  alloc: {
    name: "ziele",
    description: "Wochenziele f\xFCr deine Zeit",
    set: {
      name: "setzen",
      description: "Festlegen, wie viel Zeit in der Woche eine Kategorie bekommen soll",
      options: {
        category: {
          name: "kategorie",
          description: "Wof\xFCr die Zeit ist"
        },
        hours: {
          name: "stunden",
          description: "Stunden in der Woche, etwa 37, 7,5 oder 1h 30m"
        },
        week: {
          name: "woche",
          description: "Die erste Woche, f\xFCr die es gilt; ohne Angabe diese"
        }
      }
    },
    show: {
      name: "zeigen",
      description: "Deine Ziele, und wie weit du bist",
      options: {
        week: {
          name: "woche",
          description: "Eine andere Woche: n\xE4chste, KW 5 oder ein Tag darin"
        }
      }
    },
    clear: {
      name: "l\xF6schen",
      description: "Ein Ziel wegnehmen",
      options: {
        category: {
          name: "kategorie",
          description: "Wessen Ziel wegf\xE4llt"
        },
        week: {
          name: "woche",
          description: "Die erste Woche ohne Ziel; ohne Angabe diese"
        }
      }
    }
  },
  leaderboard: {
    name: "rangliste",
    description: "Wer am meisten gearbeitet hat, Posts und Saisons",
    show: {
      name: "zeigen",
      description: "Die Rangliste, und dein Platz darauf",
      options: {
        category: {
          name: "kategorie",
          description: "Nur Zeit dieser Kategorie"
        },
        timeframe: {
          name: "zeitraum",
          description: "Welche Zeit z\xE4hlt; ohne Angabe diese Woche",
          choices: {
            day: "Heute",
            week: "Diese Woche",
            month: "Dieser Monat",
            season: "Die Saison",
            all: "Gesamte Zeit"
          }
        },
        page: {
          name: "seite",
          description: "Welche Seite"
        },
        public: {
          name: "\xF6ffentlich",
          description: "Allen im Kanal zeigen"
        }
      }
    },
    post: {
      name: "posten",
      description: "Ranglisten, die von selbst gepostet werden",
      set: {
        name: "einrichten",
        description: "Eine Rangliste am Ende jeder Woche oder jedes Monats posten",
        options: {
          channel: {
            name: "kanal",
            description: "Wo sie gepostet wird"
          },
          schedule: {
            name: "zeitplan",
            description: "Wann",
            choices: {
              week: "Jede Woche",
              month: "Jeden Monat"
            }
          },
          category: {
            name: "kategorie",
            description: "Nur Zeit dieser Kategorie"
          }
        }
      },
      off: {
        name: "aus",
        description: "Nicht mehr posten",
        options: {
          post: {
            name: "rangliste",
            description: "Welche; ohne Angabe alle"
          }
        }
      },
      list: {
        name: "liste",
        description: "Was gepostet wird, und wann das n\xE4chste Mal"
      }
    },
    season: {
      name: "saison",
      description: "Saisons der Rangliste",
      start: {
        name: "starten",
        description: "Eine Saison anfangen",
        options: {
          name: {
            name: "name",
            description: "Wie sie hei\xDFt"
          },
          from: {
            name: "von",
            description: "Ihr erster Tag, z. B. 1.3.2026 oder Montag; ohne Angabe heute"
          },
          to: {
            name: "bis",
            description: "Ihr letzter Tag; ohne Angabe l\xE4uft sie, bis du sie beendest"
          }
        }
      },
      end: {
        name: "beenden",
        description: "Die laufende Saison beenden",
        options: {
          day: {
            name: "tag",
            description: "Ihr letzter Tag; ohne Angabe heute"
          }
        }
      },
      delete: {
        name: "l\xF6schen",
        description: "Eine Saison l\xF6schen; die Zeiten selbst bleiben",
        options: {
          season: {
            name: "saison",
            description: "Welche"
          }
        }
      },
      list: {
        name: "liste",
        description: "Die Saisons auflisten"
      }
    }
  },
  setup: {
    name: "einrichten",
    description: "Punchcard Schritt f\xFCr Schritt f\xFCr diesen Server einrichten"
  },
  timecard: {
    name: "Zeitkarte"
  },
  dashboard: {
    name: "\xFCbersicht",
    description: "\xDCbersichten, die zeigen, wer eingestempelt ist",
    post: {
      name: "anlegen",
      description: "Eine \xDCbersicht anlegen, die aktuell bleibt",
      options: {
        category: {
          name: "kategorie",
          description: "Nur diese Kategorie; ohne Angabe alle"
        },
        channel: {
          name: "kanal",
          description: "Wo; ohne Angabe der Kanal f\xFCr \xDCbersichten oder dieser"
        }
      }
    },
    list: {
      name: "liste",
      description: "Die \xDCbersichten dieses Servers"
    },
    remove: {
      name: "entfernen",
      description: "Eine \xDCbersicht entfernen",
      options: {
        dashboard: {
          name: "\xFCbersicht",
          description: "Welche"
        }
      }
    },
    move: {
      name: "verschieben",
      description: "Eine \xDCbersicht in einen anderen Kanal verschieben",
      options: {
        dashboard: {
          name: "\xFCbersicht",
          description: "Welche"
        },
        channel: {
          name: "kanal",
          description: "Wohin; ohne Angabe der Kanal f\xFCr \xDCbersichten oder dieser"
        }
      }
    },
    personal: {
      name: "pers\xF6nlich",
      description: "Dein Tag, deine Woche und letzte Eintr\xE4ge; nur du siehst es"
    }
  },
  activitylog: {
    name: "protokoll",
    description: "Wo dieser Server erf\xE4hrt, was beim Stempeln geschieht",
    set: {
      name: "setzen",
      description: "Den Kanal f\xFCr das Protokoll w\xE4hlen, oder f\xFCr eine Art von Ereignissen",
      options: {
        channel: {
          name: "kanal",
          description: "Wo; alle, die ihn lesen k\xF6nnen, sehen, wer wann arbeitet"
        },
        kind: {
          name: "art",
          description: "Nur diese Ereignisse; ohne Angabe alle, die keinen eigenen Kanal haben",
          choices: {
            clock: "Alles beim Stempeln (ein, aus, Pausen)",
            clockIn: "Einstempeln",
            clockOut: "Ausstempeln",
            pause: "Pause begonnen",
            resume: "Pause beendet",
            corrections: "Korrekturen",
            requests: "Anfragen",
            forceOut: "Von anderen ausgestempelt",
            settings: "Einstellungen",
            roles: "Rollen, die nicht vergeben werden konnten"
          }
        }
      }
    },
    off: {
      name: "aus",
      description: "Nichts mehr protokollieren, oder eine Art von Ereignissen",
      options: {
        kind: {
          name: "art",
          description: "Nur diese Ereignisse; ohne Angabe alles",
          choices: {
            clock: "Alles beim Stempeln (ein, aus, Pausen)",
            clockIn: "Einstempeln",
            clockOut: "Ausstempeln",
            pause: "Pause begonnen",
            resume: "Pause beendet",
            corrections: "Korrekturen",
            requests: "Anfragen",
            forceOut: "Von anderen ausgestempelt",
            settings: "Einstellungen",
            roles: "Rollen, die nicht vergeben werden konnten"
          }
        }
      }
    },
    show: {
      name: "zeigen",
      description: "Was wo steht, und was ich dort nicht darf"
    }
  },
  voice: {
    name: "voice",
    description: "Sprachkan\xE4le, die ein- und ausstempeln",
    set: {
      name: "setzen",
      description: "Ein Sprachkanal stempelt ein, wer ihn betritt und zugestimmt hat",
      options: {
        channel: {
          name: "kanal",
          description: "Der Sprachkanal"
        },
        category: {
          name: "kategorie",
          description: "Wof\xFCr die Zeit dort z\xE4hlt"
        }
      }
    },
    off: {
      name: "aus",
      description: "Ein Sprachkanal stempelt nicht mehr ein",
      options: {
        channel: {
          name: "kanal",
          description: "Der Sprachkanal"
        }
      }
    },
    list: {
      name: "liste",
      description: "Welche Sprachkan\xE4le einstempeln, und wie es geht"
    }
  }
};

// data/locales/de/common.json
var common_default = {
  duration: { hours: "{{n}} Std.", minutes: "{{n}} Min.", seconds: "{{n}} Sek." },
  size: { kib: "{{n}} KiB", mib: "{{n}} MiB", gib: "{{n}} GiB" },
  milliseconds: "{{n}} ms",
  none: "keine",
  more: "\u2026 und {{n}} weitere",
  page: "Seite {{page}} von {{pages}}",
  previous: "Zur\xFCck",
  next: "Weiter",
  willSync: "Festgehalten, wird noch abgeglichen: Die Datenbank ist gerade nicht erreichbar. Bis sie wieder da ist, liegt alles sicher auf der Festplatte.",
  possiblyStale: "M\xF6glicherweise veraltet: Die Datenbank ist gerade nicht erreichbar, das hier ist der letzte bekannte Stand."
};

// data/locales/de/dashboards.json
var dashboards_default = {
  title: "\u23F1\uFE0F Eingestempelt: {{n}}",
  titleOf: "\u23F1\uFE0F {{category}}: {{n}} eingestempelt",
  paused: "{{n}} in der Pause",
  onBreak: "\u2615 Pause seit {{since}}",
  today: "Heute",
  asOf: "Stand {{time}}",
  nothingYet: "Noch keine Zeit.",
  together: "Zusammen: {{duration}}",
  week: "Meiste Zeit diese Woche",
  page: "Seite {{page}} von {{pages}}",
  choose: "Wof\xFCr stempelst du ein?",
  menu: "Kategorie",
  beyond: "{{n}} weitere haben in diesem Men\xFC keinen Platz. `/einstempeln` findet sie alle.",
  last: "Wie zuletzt: {{category}}",
  buttons: {
    clockIn: "Einstempeln",
    again: "Wie zuletzt",
    pause: "Pause / weiter",
    clockOut: "Ausstempeln",
    status: "Mein Status",
    people: "Alle zeigen",
    before: "Zur\xFCck",
    after: "Weiter",
    refresh: "Aktualisieren"
  },
  all: "Alle Kategorien",
  choice: "{{n}}: {{what}}, {{day}}",
  posted: "Die \xDCbersicht erscheint gleich in {{channel}} und bleibt dort aktuell.",
  moved: "Die \xDCbersicht zieht gleich nach {{channel}} um.",
  removed: "Die \xDCbersicht in {{channel}} wird nicht mehr gef\xFChrt.",
  messageStays: "Ich konnte ihre Nachricht in {{channel}} nicht l\xF6schen. Bitte l\xF6sche sie von Hand.",
  list: "\xDCbersichten",
  none: "Es gibt noch keine. `/\xFCbersicht anlegen` legt eine an.",
  open: "\xF6ffnen",
  notYet: "noch nicht ver\xF6ffentlicht",
  askedBy: "{{member}}, {{date}}",
  warning: {
    messageDeleted: "\u26A0\uFE0F Eine \xDCbersicht in {{channel}} wurde gel\xF6scht, ich f\xFChre sie deshalb nicht weiter. `/\xFCbersicht anlegen` legt eine neue an.",
    channelDeleted: "\u26A0\uFE0F Ein Kanal mit einer \xDCbersicht wurde gel\xF6scht ({{channel}}), ich f\xFChre diese \xDCbersicht deshalb nicht weiter. `/\xFCbersicht anlegen` legt anderswo eine neue an.",
    hidden: "\u26A0\uFE0F Ich sehe {{channel}} nicht mehr, die \xDCbersicht dort steht deshalb still. Gib mir dort die Berechtigungen \u201EKanal anzeigen\u201C, \u201ENachrichten senden\u201C und \u201ELinks einbetten\u201C. Ich versuche es von selbst wieder.",
    readOnly: "\u26A0\uFE0F Ich darf in {{channel}} nicht mehr schreiben, die \xDCbersicht dort steht deshalb still. Gib mir dort die Berechtigungen \u201ENachrichten senden\u201C und \u201ELinks einbetten\u201C. Ich versuche es von selbst wieder."
  },
  personal: {
    title: "Meine \xDCbersicht",
    off: "Du bist nicht eingestempelt.",
    on: "{{category}}, begonnen {{since}}",
    paused: "{{category}}, Pause begonnen {{since}}",
    legend: "\u2588 eingestempelt, \u2592 Pause; jedes Zeichen ist eine halbe Stunde",
    week: "Diese Woche",
    last: "Letzte Eintr\xE4ge"
  }
};

// data/locales/de/discord.json
var discord_default = {
  roleReason: "Punchcard: folgt der Stempeluhr",
  roleWarning: {
    notFound: "\u26A0\uFE0F Eine Rolle, die ich eingestempelten Leuten gebe, wurde gel\xF6scht. Wer den Server verwaltet, kann mit `/verwaltung rollen setzen` eine andere w\xE4hlen oder sie mit `/verwaltung rollen entfernen` abschalten.",
    aboveBot: "\u26A0\uFE0F Ich kann eingestempelten Leuten {{role}} nicht geben: Die Rolle steht \xFCber meiner eigenen. Zieh unter Servereinstellungen \u2192 Rollen meine Rolle \xFCber {{role}}. Ich versuche es von selbst wieder.",
    managed: "\u26A0\uFE0F Ich kann eingestempelten Leuten {{role}} nicht geben: Die Rolle geh\xF6rt zu einer Integration. Wer den Server verwaltet, kann mit `/verwaltung rollen setzen` eine andere w\xE4hlen.",
    permissionMissing: "\u26A0\uFE0F Ich kann eingestempelten Leuten {{role}} nicht geben: Discord erlaubt es mir nicht. Gib mir unter Servereinstellungen \u2192 Rollen das Recht \u201ERollen verwalten\u201C. Ich versuche es von selbst wieder."
  },
  boardWarning: {
    notFound: "\u26A0\uFE0F Der Kanal f\xFCr eine Rangliste wurde gel\xF6scht. W\xE4hle mit `/rangliste posten einrichten` einen anderen, oder beende es mit `/rangliste posten aus`.",
    hidden: "\u26A0\uFE0F Ich konnte in {{channel}} keine Rangliste posten: Ich sehe diesen Kanal nicht. Gib mir dort die Rechte \u201EKanal anzeigen\u201C und \u201ENachrichten senden\u201C. Ich versuche es wieder, wenn die n\xE4chste f\xE4llig ist.",
    readOnly: "\u26A0\uFE0F Ich konnte in {{channel}} keine Rangliste posten: Ich darf dort nicht schreiben. Gib mir dort die Rechte \u201EKanal anzeigen\u201C und \u201ENachrichten senden\u201C. Ich versuche es wieder, wenn die n\xE4chste f\xE4llig ist."
  }
};

// data/locales/de/entries.json
var entries_default = {
  buttons: {
    confirm: "Best\xE4tigen",
    reopen: "Fortsetzen",
    adjust: "Zeit anpassen",
    edit: "Bearbeiten",
    save: "Speichern",
    cancel: "Abbrechen"
  },
  summary: {
    saved: "Gespeichert: {{category}}",
    added: "Nachgetragen: {{category}}",
    entry: "Eintrag: {{category}}"
  },
  state: {
    title: "Stand",
    confirmed: "Best\xE4tigt",
    unconfirmed: "Noch nicht best\xE4tigt",
    confirmsItself: "best\xE4tigt sich {{when}} von selbst",
    adjusted: "Zeit von Hand angepasst"
  },
  leftToOthers: {
    title: "Nicht doppelt gez\xE4hlt",
    text: "{{duration}} dieser Zeit geh\xF6ren schon zu einem anderen Eintrag. Hier sind sie eine Pause."
  },
  adjust: {
    title: "Zeit anpassen",
    label: "Gez\xE4hlte Dauer",
    description: "Leer lassen, damit die gemessene Zeit z\xE4hlt.",
    placeholder: "1h 20m, 80m oder 1:20"
  },
  fields: {
    start: "Beginn",
    end: "Ende",
    category: "Kategorie",
    categoryName: "Ihr Name.",
    breaks: "Pausen",
    zone: "Zeiten gelten in {{zone}}. Andere Zeitzone: /zeitzone setzen",
    timeExample: "2026-03-31 10:15, gestern 9:30 oder 9:30",
    breaksExample: "12:00 - 12:30, 15:00 - 15:10",
    endOfActive: "Leer lassen, damit die Sitzung weiterl\xE4uft."
  },
  edit: {
    title: "Eintrag bearbeiten",
    titleActive: "Laufende Sitzung bearbeiten"
  },
  draft: {
    add: "Diesen Eintrag nachtragen?",
    edit: "Diese \xC4nderung speichern?",
    when: "Wann",
    before: "Bisher",
    after: "K\xFCnftig",
    since: "seit {{time}}",
    withBreaks: "{{effective}} ohne {{breaks}} Pausen",
    cut: "Auch der andere Eintrag \xE4ndert sich: {{category}}"
  },
  clash: {
    title: "Das \xFCberschneidet sich mit einem anderen Eintrag",
    text: "Dieselbe Zeit w\xFCrde doppelt z\xE4hlen. Was soll gelten?",
    other: "Schon vorhanden: {{category}}",
    startAt: "An seinem Ende beginnen",
    endAt: "An seinem Beginn enden",
    cut: "Den anderen k\xFCrzen"
  },
  twice: {
    title: "Welche Zeit meinst du?",
    text: "Dort werden die Uhren zur\xFCckgestellt, darum gibt es diese Zeit zweimal."
  },
  cancelled: "Abgebrochen, nichts wurde ge\xE4ndert.",
  list: {
    title: "Deine Zeit",
    unconfirmed: "nicht best\xE4tigt",
    adjusted: "angepasst",
    running: "l\xE4uft",
    forcedBy: "von {{by}} ausgestempelt",
    from: "ab {{time}}",
    to: "bis {{time}}",
    newer: "Neuere",
    older: "\xC4ltere",
    empty: "Hier gibt es keine Eintr\xE4ge.",
    notYet: "Bisher passt kein Eintrag. \xC4ltere wurden noch nicht angesehen.",
    suspendedBy: "durch eine Sperre von {{by}} beendet"
  },
  delete: {
    title: "Diesen Eintrag l\xF6schen? {{category}}",
    done: "Gel\xF6scht: {{category}}",
    button: "L\xF6schen",
    undo: "/sitzung r\xFCckg\xE4ngig holt ihn zur\xFCck."
  },
  undo: {
    title: "Deine letzte \xC4nderung zur\xFCcknehmen?",
    done: "Zur\xFCckgenommen",
    button: "Zur\xFCcknehmen",
    line: "**{{event}}** {{when}}: {{category}}, {{times}}"
  },
  events: {
    clockedIn: "Eingestempelt",
    paused: "Pause begonnen",
    resumed: "Pause beendet",
    clockedOut: "Ausgestempelt",
    noteSet: "Notiz ge\xE4ndert",
    adjusted: "Zeit angepasst",
    confirmed: "Best\xE4tigt",
    reopened: "Fortgesetzt",
    entryAdded: "Eintrag nachgetragen",
    entryEdited: "Eintrag bearbeitet",
    entryDeleted: "Eintrag gel\xF6scht",
    entryImported: "Eintrag importiert",
    recounted: "Neu gez\xE4hlt",
    other: "Eintrag ge\xE4ndert"
  },
  switched: "{{category}} ausgestempelt: {{duration}} gez\xE4hlt.",
  switchedShort: "Das ist k\xFCrzer als {{minimum}}. War es nicht gewollt, nimmt `/sitzung l\xF6schen` es heraus.",
  goOn: {
    title: "Mit {{category}} weitermachen?",
    text: "Du hast um {{time}} ausgestempelt ({{relative}}). Machst du weiter, wird die Zeit seither eine Pause.",
    goOn: "Mit der letzten weitermachen",
    beginNew: "Neu beginnen"
  },
  managed: {
    title: "Zeit von {{member}}",
    member: "Mitglied",
    reason: "Grund",
    reasonText: "Das Mitglied erf\xE4hrt ihn.",
    add: "Eintrag hinzuf\xFCgen",
    remove: "Einen Eintrag l\xF6schen",
    removeTitle: "Diesen Eintrag l\xF6schen?",
    told: "Das Mitglied erf\xE4hrt es bei der n\xE4chsten Antwort."
  },
  ended: {
    member_left: "beendet, als das Mitglied ging",
    bot_removed: "beendet, als der Bot entfernt wurde",
    forced: "von jemand anderem ausgestempelt",
    unanswered: "von selbst beendet, ohne Antwort",
    limit: "von selbst beendet, an der Grenze",
    role_lost: "beendet, als die Rolle verloren ging",
    suspended: "durch eine Sperre beendet",
    voice: "beim Verlassen des Sprachkanals beendet"
  },
  byOthers: {
    title: "Jemand hat deine Zeit ge\xE4ndert",
    intro: "Das wurde f\xFCr dich ge\xE4ndert:",
    line: "**{{event}}** {{when}} von {{by}}: {{category}}",
    reason: "Grund: {{reason}}"
  }
};

// data/locales/de/errors.json
var errors_default = {
  SESSION_ALREADY_ACTIVE: "Du bist schon eingestempelt. Stemple erst aus, oder sieh mit /status nach.",
  SESSION_NOT_ACTIVE: "Du bist nicht eingestempelt.",
  SESSION_ALREADY_PAUSED: "Du bist schon in der Pause.",
  SESSION_NOT_PAUSED: "Du bist nicht in der Pause.",
  SESSION_NOT_FOUND: "Diese Sitzung gibt es nicht mehr.",
  SESSION_NOT_ENDED: "Diese Sitzung ist noch nicht beendet.",
  SESSION_ALREADY_CONFIRMED: "Diese Sitzung ist schon best\xE4tigt.",
  EVENT_TOO_OLD: "Das liegt vor deiner letzten \xC4nderung und l\xE4sst sich nicht mehr einordnen.",
  NOTE_REQUIRED: "Hier ist eine Notiz n\xF6tig. Stemple mit der Option notiz aus: /ausstempeln notiz: was du getan hast.",
  NOTE_TOO_LONG: "Die Notiz ist zu lang. H\xF6chstens {{max}} Zeichen.",
  EFFECTIVE_TIME_INVALID: "Diese Zeit passt nicht zur Sitzung.",
  DURATION_INVALID: "Die Dauer \u201E{{input}}\u201C verstehe ich nicht. Versuch es mit 1h 20m, 80m, 1:20 oder 1,5h.",
  TIME_INVALID: "Die Zeit \u201E{{input}}\u201C verstehe ich nicht. Versuch es mit 9:30, gestern 9:30, vor 3 Stunden oder 31.3. um 10.",
  TIME_SKIPPED: "Diese Zeit gibt es nicht: Die Uhren werden dort vorgestellt, von {{before}} direkt auf {{after}}.",
  ZONE_NOT_FOUND: "Die Zeitzone \u201E{{input}}\u201C kenne ich nicht. W\xE4hle eine aus der Liste, die beim Tippen aufgeht, etwa Europe/Berlin.",
  FORCE_OUT_WHOM: "Sag, wen: Gib entweder ein Mitglied, eine Rolle oder eine Kategorie an.",
  MEMBER_OFF_THE_CLOCK: "{{member}} ist nicht eingestempelt.",
  NOBODY_ON_THE_CLOCK: "Niemand davon ist eingestempelt, also gibt es niemanden auszustempeln.",
  END_BEFORE_START: "Die Sitzung hat um {{start}} begonnen und kann nicht davor enden.",
  END_AHEAD: "{{until}} ist noch nicht gekommen. Lass die Zeit weg, um jetzt auszustempeln.",
  CLAIM_GONE: "Hier gibt es nichts mehr zu beanspruchen: Die Sitzung wurde seither ge\xE4ndert, oder es ist l\xE4nger als eine Woche her. `/sitzung liste` zeigt deine Eintr\xE4ge.",
  CLAIM_TOO_LATE: "Die Uhr lief bis {{until}}: Mehr kannst du hier nicht beanspruchen. In `/sitzung liste` l\xE4sst sich der Eintrag anders \xE4ndern.",
  RANGE_BACKWARDS: "Der erste Tag liegt nach dem letzten. Tausch sie.",
  RANGE_TOO_LONG: "W\xE4hle h\xF6chstens {{max}} Tage.",
  ENTRY_TIMES_INVALID: "Diese Zeiten ergeben keinen Eintrag: Er muss nach seinem Anfang enden und darf h\xF6chstens 366 Tage lang sein.",
  ENTRY_PAUSES_INVALID: "Diese Pausen passen nicht: Sie m\xFCssen nacheinander im Eintrag liegen, h\xF6chstens {{max}}.",
  ENTRY_CHANGED: "Das wurde seither noch einmal ge\xE4ndert und l\xE4sst sich nicht mehr zur\xFCcknehmen.",
  SESSION_RESUMABLE: "Du hast hier gerade erst ausgestempelt.",
  ENTRY_OVERLAPS: "Das \xFCberschneidet sich mit einem anderen Eintrag von dir, von {{from}} bis {{to}}.",
  SELF_EDIT_TOO_FAR_BACK: "Hier \xE4ndern Mitglieder ihre eigene Zeit nur bis zu {{days}} Tage zur\xFCck, und es gibt keinen Kanal, in dem ich um Genehmigung bitten k\xF6nnte. Bitte jemanden, der den Server verwaltet.",
  SELF_EDIT_TOO_MUCH: "Hier \xE4ndern Mitglieder die Zeit eines Eintrags auf einmal nur um bis zu {{minutes}} Minuten, und es gibt keinen Kanal, in dem ich um Genehmigung bitten k\xF6nnte. Bitte jemanden, der den Server verwaltet.",
  SELF_EDIT_NO_ADDING: "Hier tragen Mitglieder keine Eintr\xE4ge selbst nach, und es gibt keinen Kanal, in dem ich um Genehmigung bitten k\xF6nnte. Bitte jemanden, der den Server verwaltet.",
  BREAKS_NOT_UNDERSTOOD: "Die Pause \u201E{{input}}\u201C verstehe ich nicht. Schreib Pausen wie 12:00 - 12:30, 15:00 - 15:10.",
  END_OR_DURATION: "Sag entweder, wann es endete, oder wie lange es dauerte: F\xFClle eins von beiden aus.",
  NOTHING_TO_UNDO: "Du hast am letzten Tag nichts ge\xE4ndert, was sich zur\xFCcknehmen lie\xDFe.",
  DAY_INVALID: "Den Tag \u201E{{input}}\u201C verstehe ich nicht. Versuch es mit gestern, Montag, 31.3. oder 2026-03-31.",
  CONFIRMATION_WRONG: "Es wurde nichts gel\xF6scht. Tipp zum Best\xE4tigen {{word}} ein.",
  EXPORT_TOO_LARGE: "Das ist mehr, als eine Datei hier enthalten darf ({{max}} MiB). Versuch es an einem Ort nach dem anderen, oder frag, wer den Bot betreibt.",
  NOTHING_TO_CHANGE: "Es gibt nichts zu \xE4ndern.",
  TARGET_INVALID: "\u201E{{input}}\u201C ist kein Ziel f\xFCr eine Woche. Gib 0 bis 168 Stunden an: `37`, `7,5`, `37h` oder `1h 30m`.",
  TARGET_NOT_SET: "\u201E{{name}}\u201C hat in dieser Woche kein Ziel.",
  WEEK_INVALID: "\u201E{{input}}\u201C verstehe ich nicht als Woche. Schreibe `diese`, `n\xE4chste`, `KW 5`, oder einen Tag darin wie `31.1.2026`.",
  TOO_MANY_ENTRIES: "Zu viele auf einmal: h\xF6chstens {{max}} Eintr\xE4ge.",
  CATEGORY_NOT_FOUND: "Eine Kategorie \u201E{{input}}\u201C gibt es hier nicht. W\xE4hle eine aus der Liste, die beim Tippen aufgeht.",
  CATEGORY_ARCHIVED: "Die Kategorie \u201E{{name}}\u201C ist archiviert. Ein Admin kann sie mit /verwaltung kategorien zur\xFCckholen zur\xFCckholen.",
  CATEGORY_NOT_ARCHIVED: "Die Kategorie \u201E{{name}}\u201C ist nicht archiviert.",
  CATEGORY_NAME_TAKEN: "Eine Kategorie \u201E{{name}}\u201C gibt es schon. Vielleicht ist sie archiviert.",
  CATEGORY_NAME_INVALID: "Der Name einer Kategorie hat 1 bis {{max}} sichtbare Zeichen.",
  CATEGORY_DESCRIPTION_TOO_LONG: "Die Beschreibung ist zu lang. H\xF6chstens {{max}} Zeichen.",
  CATEGORY_WEIGHT_INVALID: "Das Gewicht ist eine ganze Zahl von {{min}} bis {{max}}.",
  CATEGORY_COLOUR_INVALID: "Die Farbe \u201E{{input}}\u201C verstehe ich nicht. Schreib sie wie #3BA55D.",
  CATEGORY_EMOJI_INVALID: "Das ist nicht genau ein Emoji.",
  CATEGORY_POSITION_INVALID: "Es gibt die Stellen 1 bis {{max}}.",
  CATEGORY_LIMIT_REACHED: "Es gibt schon {{max}} aktive Kategorien. Archiviere erst eine.",
  CATEGORY_ROLE_REQUIRED: "Die Kategorie \u201E{{name}}\u201C ist nur f\xFCr Mitglieder mit der Rolle {{role}}.",
  CATEGORY_EDIT_EMPTY: "Nichts zu \xE4ndern: F\xFClle mindestens eine der Optionen aus.",
  GUILD_ONLY: "Das geht nur auf einem Server.",
  NOT_YOURS: "Diese Kn\xF6pfe geh\xF6ren jemand anderem. Mit /status siehst du deine eigenen.",
  CAPABILITY_MISSING: "Das darfst du hier nicht. Bitte jemanden, der den Server verwaltet, dir das Recht \u201E{{capability}}\u201C zu geben.",
  SUBJECT_REQUIRED: "Sag, f\xFCr wen: Gib eine Rolle, ein Mitglied oder beides an.",
  GRANT_LIMIT_REACHED: "Eine Liste fasst h\xF6chstens {{max}} Rollen und {{max}} Mitglieder. Gib stattdessen allen, die gemeint sind, eine Rolle.",
  LOCKS_YOU_OUT: "Nichts wurde ge\xE4ndert: Du k\xF6nntest es selbst nicht mehr zur\xFCcknehmen.",
  OTHERS_HIDDEN: "Hier sehen Mitglieder die Zeiten anderer nicht.",
  MEMBER_NOT_HERE: "Das ist kein Mitglied dieses Servers.",
  MEMBER_SUSPENDED: "Du bist hier gesperrt und kannst nicht einstempeln. Grund: {{reason}}",
  MEMBER_SUSPENDED_UNTIL: "Du bist hier gesperrt und kannst bis {{until}} nicht einstempeln. Grund: {{reason}}",
  NOT_SUSPENDED: "Dieses Mitglied ist nicht gesperrt.",
  SUSPENSION_LIMIT_REACHED: "Es sind schon {{max}} Mitglieder gesperrt, mehr geht nicht.",
  UNTIL_INVALID: "Ich verstehe \u201E{{input}}\u201C nicht. Sag, wie lange oder bis wann: 3d, 12h, n\xE4chsten Freitag 9:00 oder 31.1.2027 18:00.",
  UNTIL_PAST: "{{until}} ist nicht in der Zukunft. Sag, wie lange oder bis wann: 3d, 12h, n\xE4chsten Freitag 9:00 oder 31.1.2027 18:00.",
  MANAGE_GUILD_REQUIRED: "Daf\xFCr brauchst du das Recht \u201EServer verwalten\u201C.",
  RATE_LIMITED: "Das war sehr viel in wenigen Sekunden, deshalb wurde das nicht mehr ausgef\xFChrt. Es hat sich nichts ge\xE4ndert. In {{seconds}} s kannst du weitermachen ({{until}}).",
  SERVER_RATE_LIMITED: "Auf diesem Server war in wenigen Sekunden sehr viel los, deshalb wurde das nicht ausgef\xFChrt. Es hat sich nichts ge\xE4ndert. In {{seconds}} s kannst du weitermachen ({{until}}). Die Stempeluhr geht trotzdem.",
  STALE_CONTROL: "Das ist veraltet, darum wurde nichts ge\xE4ndert. Mit /status siehst du den aktuellen Stand.",
  FIELD_REQUIRED: "\u201E{{field}}\u201C muss ausgef\xFCllt werden.",
  FIELD_TOO_SHORT: "\u201E{{field}}\u201C braucht mindestens {{min}} Zeichen.",
  FIELD_TOO_LONG: "\u201E{{field}}\u201C ist zu lang. H\xF6chstens {{max}} Zeichen.",
  FIELD_COUNT: "Bei \u201E{{field}}\u201C sind {{min}} bis {{max}} auszuw\xE4hlen.",
  FILE_TOO_LARGE: "Die Datei \u201E{{name}}\u201C ist zu gro\xDF. H\xF6chstens {{max}} MiB.",
  FILE_TYPE_INVALID: "Dateien wie \u201E{{name}}\u201C werden hier nicht angenommen. M\xF6glich sind: {{types}}",
  ROLE_NOT_FOUND: "Diese Rolle gibt es nicht mehr.",
  ROLE_NOT_YOURS_TO_GIVE: "Welche Rollen ich gebe, bestimmt, wer in Discord \u201ERollen verwalten\u201C oder \u201EServer verwalten\u201C hat.",
  ROLE_ABOVE_BOT: "Diese Rolle steht \xFCber meiner. Schieb meine Rolle in den Servereinstellungen dar\xFCber.",
  ROLE_EVERYONE: "`@everyone` ist die Rolle, die jedes Mitglied des Servers hat; Discord l\xE4sst sie niemanden vergeben oder wegnehmen. W\xE4hle eine andere Rolle.",
  ROLE_MANAGED: "Diese Rolle geh\xF6rt zu einer Integration und l\xE4sst sich nicht von Hand vergeben.",
  ROLE_PERMISSION_MISSING: "Ich darf hier keine Rollen verwalten. Gib mir das Recht \u201ERollen verwalten\u201C.",
  DISCORD_UNAVAILABLE: "Discord antwortet gerade nicht. Bitte versuch es gleich noch einmal.",
  SETTING_NOT_FOUND: "Eine Einstellung \u201E{{input}}\u201C gibt es hier nicht. W\xE4hle eine aus der Liste, die beim Tippen aufgeht.",
  SETTING_CHOICE_INVALID: "\u201E{{input}}\u201C steht hier nicht zur Wahl. Du kannst w\xE4hlen: {{of}}.",
  SETTING_CHOICES_INVALID: "\u201E{{input}}\u201C steht hier nicht zur Wahl. Schreib eines oder mehreres davon, mit Kommas dazwischen: {{of}}. Oder schreib keine.",
  SETTING_TIME_INVALID: "\u201E{{input}}\u201C passt hier nicht. Schreib eine Uhrzeit von {{min}} bis {{max}}, zum Beispiel 4:00 oder 4:30.",
  SETTING_DURATION_INVALID: "\u201E{{input}}\u201C passt hier nicht. Schreib ganze Minuten von {{min}} bis {{max}}, zum Beispiel 1h 30m, 90m oder 1:30.",
  SETTING_DURATION_OR_OFF_INVALID: "\u201E{{input}}\u201C passt hier nicht. Schreib ganze Minuten von {{min}} bis {{max}}, zum Beispiel 1h 30m, 90m oder 1:30. Oder schreib aus.",
  SETTING_DAYS_INVALID: "\u201E{{input}}\u201C passt hier nicht. Schreib eine Zahl von Tagen von {{min}} bis {{max}}, zum Beispiel 14.",
  SETTING_DAYS_OR_OFF_INVALID: "\u201E{{input}}\u201C passt hier nicht. Schreib eine Zahl von Tagen von {{min}} bis {{max}}, zum Beispiel 14. Oder schreib aus.",
  SETTING_ROLE_INVALID: "\u201E{{input}}\u201C ist keine Rolle. Schreib @ und w\xE4hle eine aus, oder schreib aus f\xFCr keine.",
  SETTING_CHANNEL_INVALID: "\u201E{{input}}\u201C ist kein Kanal. Schreib # und w\xE4hle einen aus, oder schreib aus f\xFCr keinen.",
  CHANNEL_NOT_FOUND: "Diesen Kanal gibt es nicht mehr, oder ich kann ihn nicht sehen. Gib mir dort das Recht \u201EKanal ansehen\u201C.",
  CHANNEL_NOT_TEXT: "Das ist kein Textkanal. W\xE4hle einen Text- oder Ank\xFCndigungskanal.",
  CHANNEL_HIDDEN: "Diesen Kanal kann ich nicht sehen. Gib mir dort die Rechte \u201EKanal ansehen\u201C, \u201ENachrichten senden\u201C und \u201ELinks einbetten\u201C.",
  CHANNEL_READ_ONLY: "In diesem Kanal darf ich nicht schreiben. Gib mir dort die Rechte \u201ENachrichten senden\u201C und \u201ELinks einbetten\u201C.",
  CHANNEL_EMBEDS_MISSING: "In diesem Kanal darf ich schreiben, aber keine Karten zeigen. Gib mir dort das Recht \u201ELinks einbetten\u201C.",
  NOT_RECORDED: "Nicht festgehalten: Weder die Datenbank noch die Festplatte konnte es aufnehmen. Bitte versuch es gleich noch einmal.",
  COMMIT_UNCERTAIN: "Es ist nicht sicher, ob das festgehalten wurde. Sieh gleich mit /status nach.",
  STORE_UNAVAILABLE: "Die Datenbank ist gerade nicht erreichbar. Bitte versuch es gleich noch einmal.",
  TOO_MANY_CONFLICTS: "Es wurde zu viel gleichzeitig ge\xE4ndert. Bitte versuch es noch einmal.",
  OVERLOADED: "Gerade ist zu viel los. Bitte versuch es gleich noch einmal.",
  SHUTTING_DOWN: "Ich starte gerade neu. Bitte versuch es gleich noch einmal.",
  UNEXPECTED: "Bei uns ist etwas schiefgegangen. Falls es wieder passiert, nenne einem Admin diese Kennung: {{reference}}",
  CATEGORY_REQUIRED: "Sag dazu, um welche Kategorie es geht.",
  REQUEST_OWN: "Niemand beantwortet eigene Anfragen. Das muss jemand anderes tun, der genehmigen darf.",
  REQUESTS_FULL: "{{max}} deiner Anfragen warten auf eine Antwort, mehr geht nicht. Mit /sitzung anfragen ziehst du eine zur\xFCck.",
  REQUEST_PENDING: "Du hast schon um eine \xC4nderung dieses Eintrags gebeten. Zieh sie mit /sitzung anfragen zur\xFCck, oder warte auf die Antwort.",
  REQUEST_NOT_FOUND: "Diese Anfrage gibt es nicht mehr.",
  REQUEST_ANSWERED: "Diese Anfrage ist schon beantwortet.",
  REQUEST_CHANGED: "Der Eintrag ist nicht mehr so, wie er bei der Anfrage war. Darum l\xE4sst sie sich nicht mehr genehmigen. Du kannst sie ablehnen.",
  MESSAGE_NOT_FOUND: "Diese Nachricht gibt es nicht mehr.",
  REQUEST_CHANNEL_MISSING: "Hier gibt es keinen Kanal f\xFCr Anfragen, in den ich schreiben kann. Bitte jemanden, der den Server verwaltet.",
  DASHBOARD_LIMIT_REACHED: "Auf diesem Server gibt es schon {{max}} \xDCbersichten. Entferne eine mit `/\xFCbersicht entfernen`.",
  DASHBOARD_NOT_FOUND: "Diese \xDCbersicht gibt es nicht. `/\xFCbersicht liste` zeigt alle, die es gibt.",
  CATEGORY_NONE_USABLE: "Hier gibt es keine Kategorie, die du benutzen darfst. Wende dich an jemanden, der den Server verwaltet.",
  NOTE_REQUIRED_ON_CARD: "Hier geh\xF6rt zu jeder Sitzung eine Notiz. \u201EAusstempeln\u201C unten fragt danach.",
  BOARDS_OFF: "Auf diesem Server gibt es keine Ranglisten. Wer ihn verwaltet, kann sie mit /einstellungen ansehen einschalten.",
  SEASON_NONE: "Auf diesem Server gab es noch keine Saison.",
  SEASON_NOT_FOUND: "Es gibt keine Saison \u201E{{input}}\u201C. /rangliste saison liste zeigt alle.",
  SEASON_NOT_RUNNING: "Es l\xE4uft keine Saison, die beendet werden k\xF6nnte.",
  SEASON_NAME_INVALID: "Eine Saison braucht einen Namen mit 1 bis 50 Zeichen.",
  SEASON_DAYS_INVALID: "Eine Saison kann nicht enden, bevor sie anf\xE4ngt.",
  SEASON_OVERLAPS: "Einige dieser Tage geh\xF6ren zur Saison \u201E{{name}}\u201C. Beende zuerst diese, oder w\xE4hle andere Tage.",
  SEASON_EXISTS: "Es gibt schon eine Saison \u201E{{name}}\u201C. W\xE4hle einen anderen Namen.",
  SEASONS_FULL: "Es gibt {{max}} Saisons, und mehr werden nicht behalten. L\xF6sche zuerst eine alte.",
  BOARD_POSTS_FULL: "{{max}} Ranglisten werden von selbst gepostet, und mehr k\xF6nnen es nicht sein. Mit /rangliste posten aus beendest du eine.",
  BOARD_POST_NOT_FOUND: "Diese Rangliste wird nicht von selbst gepostet. /rangliste posten liste zeigt alle, die es werden.",
  VOICE_CHANNELS_FULL: "{{max}} Sprachkan\xE4le stempeln schon ein, mehr geht nicht. Nimm einen mit `/voice aus` weg.",
  VOICE_CHANNEL_NOT_SET: "Dieser Sprachkanal stempelt niemanden ein. `/voice liste` zeigt, welche es tun."
};

// data/locales/de/exportdocument.json
var exportdocument_default = {
  title: "Stundenzettel",
  of: "{{title}}: {{name}}",
  facts: {
    server: "Server",
    period: "Zeitraum",
    category: "Kategorie",
    zone: "Zeitzone",
    zoneFrom: "{{zone}}, Tage beginnen um {{clock}}",
    members: "Personen",
    rounding: "Rundung",
    made: "Erstellt am"
  },
  rounding: {
    none: "keine, auf die Sekunde genau",
    entry: {
      nearest: "jeder Eintrag auf die n\xE4chsten {{step}}",
      up: "jeder Eintrag auf volle {{step}} aufgerundet",
      down: "jeder Eintrag auf volle {{step}} abgerundet"
    },
    day: {
      nearest: "jeder Tag auf die n\xE4chsten {{step}}",
      up: "jeder Tag auf volle {{step}} aufgerundet",
      down: "jeder Tag auf volle {{step}} abgerundet"
    }
  },
  figures: {
    total: "Gesamtzeit",
    decimal: "{{hours}} Stunden",
    target: "Ziel",
    targetMore: "in ganzen Wochen",
    difference: "Differenz"
  },
  columns: {
    day: "Tag",
    start: "Beginn",
    end: "Ende",
    break: "Pause",
    category: "Kategorie",
    note: "Notiz",
    time: "Zeit",
    dayTotal: "Tagessumme",
    hours: "Stunden",
    share: "Anteil",
    member: "Name",
    entries: "Eintr\xE4ge",
    week: "Woche",
    target: "Ziel"
  },
  sections: {
    categories: "Nach Kategorien",
    members: "Nach Personen",
    weeks: "Nach Wochen",
    days: "Nach Tagen",
    entries: "Eintr\xE4ge"
  },
  week: "Woche {{days}}",
  weekTotal: "Wochensumme",
  weekTarget: "Wochensumme, Ziel {{target}}",
  total: "Gesamt",
  everybody: "Alle Eintr\xE4ge von {{name}}",
  continued: "Fortsetzung von {{day}}",
  otherZone: "{{note}} [{{zone}}]",
  chart: {
    days: "Stunden je Tag",
    weeks: "Stunden je Woche",
    target: "Ziel",
    altDays: "Balkendiagramm der Stunden jedes Tages. {{values}}",
    altWeeks: "Balkendiagramm der Stunden jeder Woche. {{values}}",
    value: "{{label}}: {{hours}}"
  },
  entries_one: "{{count}} Eintrag in diesem Bericht.",
  entries_other: "{{count}} Eintr\xE4ge in diesem Bericht.",
  empty: "Keine Eintr\xE4ge in diesem Zeitraum.",
  signature: {
    own: "Ort, Datum, Unterschrift",
    approved: "Ort, Datum, Unterschrift (gepr\xFCft)"
  },
  page: "Seite {{page}} von {{pages}}",
  missing: "F\xFCr diese Zeichen hat der Bericht keine Schrift, deshalb steht dort ihre Nummer: {{list}}"
};

// data/locales/de/forceout.json
var forceout_default = {
  form: {
    title: "Dieses Mitglied ausstempeln?",
    at: "Wann",
    atText: "In {{zone}}. Leer lassen, um jetzt auszustempeln.",
    yourZone: "deiner Zeitzone"
  },
  question: {
    title: "Zu dieser Zeit ausstempeln?",
    counts: "{{end}}, {{duration}} z\xE4hlen"
  },
  cancelled: "Abgebrochen, niemand wurde ausgestempelt.",
  all: {
    title: "Alle ausstempeln? ({{n}})",
    role: "Rolle",
    now: "jetzt",
    who: "Wer: {{n}}",
    person: "{{member}}, begann {{since}}",
    button: "{{n}} ausstempeln",
    done: "Ausgestempelt: {{n}}",
    off: "Hatten selbst ausgestempelt",
    later: "Haben nach dieser Zeit begonnen und bleiben darum eingestempelt",
    failed: "Nicht ausgestempelt",
    failedText: "{{n}}. Versuch es gleich noch einmal; niemand wird zweimal ausgestempelt.",
    told: "Alle erfahren es bei ihrer n\xE4chsten Antwort."
  }
};

// data/locales/de/explain.json
var explain_default = {
  titleDay: "Woher die Zeit vom {{day}} kommt (Tage nach {{zone}})",
  titleEntry: "Woher die Zeit dieses Eintrags kommt (Tage nach {{zone}})",
  nothing: "An diesem Tag z\xE4hlt nichts, und es wurde auch nichts weggenommen.",
  fromTo: "{{start}} bis {{end}}",
  since: "seit {{start}}, l\xE4uft noch",
  counts: "gemessen {{measured}} \u2212 Pausen {{paused}} = **{{effective}}**",
  countsOverride: "gemessen {{measured}}, Pausen {{paused}}; von Hand gesetzt auf **{{effective}}**",
  onThisDay: "davon an diesem Tag: {{duration}}",
  onDay: "am {{day}}: {{duration}}",
  sum: "Zusammen: {{duration}}",
  fractions: "{{duration}} davon kommen aus Bruchteilen von Sekunden: Jede Angabe oben ist auf ganze Sekunden abgeschnitten.",
  cutOff: "Jede Angabe ist auf ganze Sekunden abgeschnitten, darum kann eine Sekunde fehlen.",
  notStored: "Die gespeicherte Summe dieses Tages ist eine andere. Bitte sag es jemandem, der den Server verwaltet: /verwaltung pr\xFCfen zeigt den Unterschied.",
  cut: "Es gibt mehr \xC4nderungen, als ich durchsehe; die \xE4ltesten fehlen hier.",
  former: "z\xE4hlt nicht (mehr)",
  changed: "**{{event}}** {{when}}, von {{who}}, {{source}}",
  change: "{{field}}: {{before}} \u2192 {{after}}",
  late: "Aufgezeichnet, w\xE4hrend die Datenbank weg war, gespeichert {{when}}",
  bot: "dem Bot selbst",
  none: "keine Angabe",
  undone: "\xC4nderung zur\xFCckgenommen",
  restored: "Aus einer Sicherung wiederhergestellt",
  refused: "Aufgezeichnet, w\xE4hrend die Datenbank weg war, und nicht \xFCbernommen",
  refusedLine: "{{command}}, {{when}}: {{reason}}",
  field: {
    category: "Kategorie",
    start: "Beginn",
    end: "Ende",
    paused: "Pausen",
    override: "von Hand gesetzte Zeit",
    status: "Zustand",
    note: "Notiz",
    counting: "Tage gez\xE4hlt nach"
  },
  status: {
    RUNNING: "l\xE4uft",
    PAUSED: "in Pause",
    ENDED_UNCONFIRMED: "nicht best\xE4tigt",
    ENDED_CONFIRMED: "best\xE4tigt"
  },
  source: {
    command: "mit einem Befehl",
    button: "mit einem Knopf",
    modal: "in einem Formular",
    select: "in einem Men\xFC",
    sweep: "als der Bot nachsah, ob alles in Ordnung ist",
    leave: "weil das Mitglied gegangen ist",
    recount: "durch ein Neuz\xE4hlen",
    due: "weil es die eingestellte Zeit lang niemand ge\xE4ndert hatte",
    restore: "durch eine Wiederherstellung",
    sample: "als Beispieldaten",
    approval: "durch Genehmigen einer Anfrage"
  },
  verify: {
    title: "Summen, Eintr\xE4ge und Buch",
    member: "{{who}}: {{entries}}, {{changes}}",
    entries_one: "{{count}} Eintrag",
    entries_other: "{{count}} Eintr\xE4ge",
    changes_one: "{{count}} \xC4nderung",
    changes_other: "{{count}} \xC4nderungen",
    fine: "keine Unterschiede",
    differences_one: "**{{count}} Unterschied**",
    differences_other: "**{{count}} Unterschiede**",
    notCompared: "mit dem Buch nicht verglichen, weil eine Sicherung \xFCber Neueres gespielt wurde",
    changing: "nicht verglichen: Das Mitglied \xE4ndert gerade st\xE4ndig etwas. Bitte versuch es noch einmal",
    none: "Hier ist noch niemand.",
    hint: "Die Summen werden aus den Eintr\xE4gen neu gez\xE4hlt und die Eintr\xE4ge aus dem Buch aller \xC4nderungen. Ge\xE4ndert wird dabei nichts.",
    total: "{{day}}, {{category}}: Die Eintr\xE4ge ergeben {{fromEntries}}, die Summe sagt {{stored}}",
    session: "Eintrag {{id}} ist nicht so, wie das Buch ihn erz\xE4hlt",
    twice: "Eintrag {{id}} ist doppelt gespeichert",
    gap: "Im Buch fehlt eine \xC4nderung von Eintrag {{id}}"
  }
};

// data/locales/de/privacy.json
var privacy_default = {
  show: {
    titleGuild: "Was auf diesem Server \xFCber dich gespeichert ist",
    titleOwn: "Was in deinem eigenen Bereich \xFCber dich gespeichert ist",
    entries_one: "Ein Eintrag mit Zeiten, Pausen, Kategorie und Notiz; er beginnt {{first}} und endet {{last}}.",
    entries_other: "{{count}} Eintr\xE4ge mit Zeiten, Pausen, Kategorien und Notizen; der erste beginnt {{first}}, der letzte endet {{last}}.",
    noEntries: "Keine Eintr\xE4ge.",
    totals: "Die Summen daraus nach Tag und Kategorie, aus denen \xDCbersichten und Ranglisten entstehen.",
    running: "Die Sitzung, die gerade l\xE4uft, und wann du w\xE4hrenddessen zuletzt auf dem Server gesehen wurdest (auf die Minute).",
    history: "Jede \xC4nderung deiner Zeit: was, wann, von wem, von wo, vorher und nachher. Du siehst sie mit /erkl\xE4ren.",
    noHistory: "Keine \xC4nderungen.",
    untold_one: "Eine \xC4nderung, die nicht \xFCbernommen werden konnte und von der du noch nichts erfahren hast.",
    untold_other: "{{count}} \xC4nderungen, die nicht \xFCbernommen werden konnten und von denen du noch nichts erfahren hast.",
    elsewhere: "Insgesamt ist an {{n}} Orten etwas \xFCber dich gespeichert, deinen eigenen Bereich mitgez\xE4hlt.",
    besides: "Au\xDFerdem",
    identity: "Von dir selbst wird die Nummer deines Discord-Kontos gespeichert, und wie der Server dich nennt, solange seine Ranglisten dich zeigen; kein Bild. Nachrichten werden nicht gelesen.",
    journal: "Ein Journal auf der Platte des Bots enth\xE4lt, was in den letzten Minuten ge\xE4ndert wurde. Es wird nach 20 Minuten gel\xF6scht, oder sobald die Datenbank alles hat.",
    backups: "Wer den Bot betreibt, kann Sicherungen aufheben. Frag dort, wie lange.",
    others: "Wo du die Zeit anderer oder die Einstellungen ge\xE4ndert hast, steht deine Nummer bei dieser \xC4nderung. Ebenso, wo dir jemand Rechte gegeben oder dich gesperrt hat.",
    commands: "Mit /datenschutz export nimmst du alles mit, mit /datenschutz einstellungen bestimmst du, was andere sehen, und mit /datenschutz l\xF6schen l\xE4sst du es l\xF6schen."
  },
  documents: {
    profile: "Wie der Server dich nennt und ob du dort bist, soweit Ranglisten das brauchen.",
    preferences: "Was du f\xFCr dich \xFCberall gew\xE4hlt hast: Zeitzone, Direktnachrichten, Sprachkan\xE4le.",
    sharing: "Was du andere auf diesem Server sehen l\xE4sst.",
    targets: "Deine Wochenziele.",
    reminders: "Wann du gefragt wurdest, ob du noch arbeitest, und ob du weitergemacht hast.",
    claims: "Zeit, die weiterlief, nachdem eine Sitzung von selbst endete; du kannst sie eine Woche lang beanspruchen.",
    changesByOthers: "\xC4nderungen anderer an deiner Zeit, mit ihren Gr\xFCnden, bis du davon erfahren hast.",
    approvalRequests: "\xC4nderungen, um deren Genehmigung du gebeten hast, bis du die Antwort erfahren hast.",
    byItself: "Was von selbst mit deiner Zeit passiert ist, bis du davon erfahren hast.",
    voiceMark: "Der Sprachkanal, der dich zuletzt eingestempelt hat, und wann du ihn verlassen hast."
  },
  export: {
    done: "Alles, was \xFCber dich gespeichert ist, als ZIP-Datei. Nur du siehst diese Nachricht.",
    readme: "Punchcard: alles, was \xFCber dich gespeichert ist.\n\neverything.json  Alles. Zeitpunkte sind Millisekunden seit 1970-01-01 UTC, Dauern sind Millisekunden.\nentries.csv      Deine Eintr\xE4ge. Zeiten haben ihren Abstand von UTC; Dauern sind Sekunden.\ndays.csv         Deine Summen nach Tag und Kategorie, in Sekunden.\nchanges.csv      Jede \xC4nderung, die \xE4lteste zuerst. Einzelheiten stehen in everything.json.\n\nText, den eine Tabellenkalkulation f\xFCr eine Formel hielte, hat in den CSV-Dateien ein Hochkomma davor.\n"
  },
  erase: {
    titleHere: "Deine Zeit hier l\xF6schen",
    titleEverywhere: "Deine Zeit \xFCberall l\xF6schen",
    label: "Zum Best\xE4tigen L\xD6SCHEN eintippen",
    hereGuild: "Alles \xFCber dich hier, endg\xFCltig. Die Summen des Servers behalten deine Stunden, ohne Namen.",
    hereOwn: "Alles, was hier \xFCber dich gespeichert ist. Das l\xE4sst sich nicht r\xFCckg\xE4ngig machen.",
    everywhere: "Alles \xFCber dich \xFCberall, endg\xFCltig. Summen der Server behalten deine Stunden, ohne Namen.",
    word: "L\xD6SCHEN"
  },
  erased: {
    title: "Gel\xF6scht",
    here: "Alles, was hier \xFCber dich gespeichert war, ist gel\xF6scht: die laufende Sitzung, Eintr\xE4ge, Summen, Pl\xE4tze auf Ranglisten, jede \xC4nderung daran, und was du andere sehen l\xE4sst. Rollen, die der Bot dir gegeben hat, werden genommen.",
    everywhere: "Alles, was \xFCber dich gespeichert war, ist gel\xF6scht, auf allen Servern und in deinem eigenen Bereich: laufende Sitzungen, Eintr\xE4ge, Summen, Pl\xE4tze auf Ranglisten, jede \xC4nderung daran, und was du gew\xE4hlt hattest. Rollen, die der Bot dir gegeben hat, werden genommen.",
    nothing: "Es gab nichts \xFCber dich zu l\xF6schen.",
    journal: "Das Journal auf der Platte des Bots enth\xE4lt die letzten \xC4nderungen noch bis zu 20 Minuten; sie werden nicht noch einmal \xFCbernommen.",
    backups: "Fr\xFChere Sicherungen enthalten die Daten noch, bis der Betreiber des Bots sie l\xF6scht. Eine Wiederherstellung l\xE4sst aus, was gel\xF6scht wurde.",
    mark: "Dass etwas gel\xF6scht wurde, wird 400 Tage lang vermerkt (Ort, Nummer deines Kontos, Zeitpunkt), damit es durch nichts zur\xFCckkommt.",
    others: "Wo du die Zeit anderer oder die Einstellungen eines Servers ge\xE4ndert hast, steht die Nummer deines Kontos weiter bei dieser \xC4nderung; ebenso, wo ein Server dir Rechte gegeben oder dich gesperrt hat.",
    sums: "In den Summen eines Servers bleiben deine Stunden, nach Monat und Kategorie und ohne deinen Namen. Wo nur wenige gel\xF6scht wurden, l\xE4sst sich vielleicht noch erraten, wessen sie sind.",
    noSums: "Summen deiner Zeit bleiben keine.",
    preferences: "Was du f\xFCr \xFCberall gew\xE4hlt hast und was an anderen Orten gespeichert ist, bleibt: Mit /datenschutz l\xF6schen und \u201E\xFCberall\u201C wird auch das gel\xF6scht."
  },
  settings: {
    title: "Was andere von dir sehen",
    yes: "Ja",
    no: "Nein",
    asServer: "Wie es der Server vorgibt",
    boards: "Ranglisten",
    boardsText: "Darfst du auf den Ranglisten dieses Servers stehen?",
    insights: "Einblicke",
    insightsText: "D\xFCrfen diejenigen mit dem Recht dazu sehen, wie du auf diesem Server arbeitest?",
    messages: "Direktnachrichten",
    messagesText: "Darf der Bot dir direkt schreiben? Das gilt \xFCberall.",
    voice: "Sprachkan\xE4le",
    voiceText: "D\xFCrfen dich Sprachkan\xE4le beim Betreten einstempeln und beim Verlassen ausstempeln, wo ein Server welche eingerichtet hat? Zugeh\xF6rt wird nie."
  }
};

// data/locales/de/permissions.json
var permissions_default = {
  capabilities: {
    clockIn: {
      name: "Stempeln",
      description: "Ein- und ausstempeln und eigene Eintr\xE4ge erg\xE4nzen."
    },
    seeOthers: {
      name: "Andere sehen",
      description: "In /status die Zeiten anderer Mitglieder sehen."
    },
    editOthers: {
      name: "Andere bearbeiten",
      description: "Eintr\xE4ge anderer Mitglieder \xE4ndern, erg\xE4nzen und l\xF6schen."
    },
    approve: {
      name: "Genehmigen",
      description: "\xC4nderungsw\xFCnsche genehmigen oder ablehnen."
    },
    forceClockOut: {
      name: "Andere ausstempeln",
      description: "Die laufende Sitzung eines anderen Mitglieds beenden."
    },
    exportOthers: {
      name: "Andere exportieren",
      description: "Die Zeiten anderer Mitglieder exportieren."
    },
    seeInsights: {
      name: "Auswertungen sehen",
      description: "Auswertungen \xFCber Mitglieder sehen, die zugestimmt haben."
    },
    manageCategories: {
      name: "Kategorien verwalten",
      description: "Kategorien anlegen, \xE4ndern, verschieben und archivieren."
    },
    manageSettings: {
      name: "Einstellungen verwalten",
      description: "Einstellungen, Rollen und Rechte \xE4ndern. Niemand vergibt ein Recht, das er selbst nicht hat."
    },
    manageDashboards: {
      name: "Tafeln verwalten",
      description: "Tafeln aufstellen, \xE4ndern und entfernen."
    },
    manageMembers: {
      name: "Mitglieder verwalten",
      description: "Mitglieder vom Stempeln ausschlie\xDFen und wieder zulassen."
    },
    seeSystem: {
      name: "System sehen",
      description: "Sehen, wie es Punchcard geht."
    }
  },
  because: {
    ownSpace: "es ist der eigene Bereich",
    administrator: "Administratoren und der Besitzer d\xFCrfen alles",
    memberDenied: "diesem Mitglied verboten",
    roleDenied: "der Rolle {{role}} verboten",
    memberAllowed: "diesem Mitglied erlaubt",
    roleAllowed: "der Rolle {{role}} erlaubt",
    everyoneDenied: "@everyone verboten und sonst nirgends erlaubt",
    everyoneAllowed: "@everyone erlaubt",
    manageServer: "hat in Discord das Recht \u201EServer verwalten\u201C",
    everybody: "alle d\xFCrfen das, wenn es nicht verboten ist",
    nobodySaidSo: "niemand hat es erlaubt, und \u201EServer verwalten\u201C fehlt"
  },
  panel: {
    title: "Rechte",
    capability: "Recht ausw\xE4hlen",
    allowRoles: "Rollen erlauben",
    denyRoles: "Rollen verbieten",
    allowMembers: "Mitgliedern erlauben",
    denyMembers: "Mitgliedern verbieten",
    allowed: "\u2705 **Erlaubt:** {{who}}",
    denied: "\u26D4 **Verboten:** {{who}}",
    nobody: "niemandem eigens",
    forEverybody: "Ohne \xC4nderung: alle.",
    forManagers: "Ohne \xC4nderung: alle, die in Discord das Recht \u201EServer verwalten\u201C haben.",
    rule: "Ein Verbot geht vor. Was f\xFCr @everyone gilt, z\xE4hlt nur, wo sonst nichts gesagt ist. Administratoren und der Besitzer d\xFCrfen immer alles.",
    changed: "Ge\xE4ndert."
  },
  done: {
    allow: "\u201E{{capability}}\u201C ist jetzt erlaubt: {{who}}.",
    deny: "\u201E{{capability}}\u201C ist jetzt verboten: {{who}}.",
    clear: "F\xFCr \u201E{{capability}}\u201C gilt wieder die Vorgabe: {{who}}."
  },
  explained: {
    title: "Was darf dieses Mitglied?",
    about: "{{member}}, und warum:",
    may: "\u2705 **{{capability}}** \xB7 {{because}}",
    mayNot: "\u26D4 **{{capability}}** \xB7 {{because}}",
    suspended: "Das steht jetzt da, wenn dieses Mitglied einstempelt:",
    closed: "Kategorien, f\xFCr die eine Rolle fehlt:",
    limits: "Nach den Rollen und Discord-Rechten, die das Mitglied in diesem Kanal gerade hat. In einem anderen Kanal kann Discord andere Rechte geben.",
    unknown: "Discord hat mir die Discord-Rechte nicht genannt. Wer Administrator ist oder \u201EServer verwalten\u201C hat, darf mehr, als hier steht."
  },
  requires: "nur f\xFCr {{role}}",
  suspended: {
    open: "{{member}} kann nicht mehr einstempeln, bis jemand das aufhebt. Grund: {{reason}}",
    until: "{{member}} kann bis {{until}} nicht einstempeln. Grund: {{reason}}",
    ended: "Die laufende Sitzung ist beendet."
  },
  restored: "{{member}} kann wieder einstempeln."
};

// data/locales/de/reminders.json
var reminders_default = {
  title: "Arbeitest du noch?",
  titleAgain: "Arbeitest du noch? Ich frage noch einmal",
  text: "Du bist seit {{since}} in **{{category}}** eingestempelt: bisher {{duration}}.",
  where: "Es geht um {{server}}.",
  otherwise: "Ohne Antwort innerhalb von {{duration}} endet die Sitzung zu dem Zeitpunkt, als du zuletzt da warst. Der Rest bleibt als Anspruch f\xFCr dich vermerkt.",
  inChannel: "{{member}}, du bist schon lange eingestempelt. Arbeitest du noch?",
  inChannelAgain: "{{member}}, ich frage noch einmal: Arbeitest du noch?",
  goOn: "Ja, weiter",
  stop: "Jetzt beenden",
  stoppedAt: "Beendet um \u2026",
  usual: "\xDCbliches Ende, {{time}}",
  goesOn: "Du bleibst eingestempelt. Nach derselben Zeit frage ich wieder.",
  answered: "{{member}} hat geantwortet.",
  stopped: "Du bist ausgestempelt: {{duration}} gez\xE4hlt in **{{category}}**.",
  over: "Diese Sitzung ist schon zu Ende, seit {{time}}. `/status` zeigt, was jetzt gilt, `/sitzung liste` deine Eintr\xE4ge.",
  form: {
    title: "Wann hast du aufgeh\xF6rt?",
    time: "Zeit",
    description: "Nach dem Beginn, und nicht in der Zukunft."
  },
  understood: "Bis {{time}} \u2013 stimmt das?",
  which: "Die Uhren zeigen diese Zeit zweimal: {{times}}. Welche meinst du?",
  stopThen: "Ja, dort beenden",
  stopAt: "Beenden um {{time}}",
  claim: {
    title: "Von selbst beendet: {{category}}",
    unanswered: "Auf die Frage, ob du noch arbeitest, kam keine Antwort. Darum endete die Sitzung, als du zuletzt da warst: {{time}}.",
    limit: "Die Sitzung lief l\xE4nger, als dieser Server erlaubt. Darum endete sie, als du zuletzt da warst: {{time}}.",
    rest: "Nicht gez\xE4hlt",
    restText: "{{duration}}, bis {{until}}. Du kannst sie beanspruchen; dieses Angebot endet {{when}}.",
    right: "Das stimmt",
    worked: "Ich habe gearbeitet bis \u2026",
    discard: "Sitzung verwerfen",
    form: {
      title: "Wie lange hast du gearbeitet?",
      time: "Bis",
      description: "Nach dem Beginn, h\xF6chstens bis die Uhr anhielt."
    },
    isRight: "Es bleibt so, und ist best\xE4tigt.",
    later: "Ich habe doch l\xE4nger gearbeitet \u2026"
  }
};

// data/locales/de/roles.json
var roles_default = {
  names: {
    on: "Eingestempelt",
    break: "In der Pause"
  },
  reason: "Punchcard: /verwaltung rollen einrichten",
  overview: {
    title: "Rollen",
    on: "Eingestempelt",
    break: "In der Pause",
    categories: "Je Kategorie",
    notSet: "nicht gesetzt",
    categoryLine: "{{category}}: {{role}}",
    problems: "Braucht Aufmerksamkeit",
    problem: "{{role}}: {{reason}} (seit {{since}})"
  },
  setupDone: "Fertig: {{on}} gibt es, solange man eingestempelt ist, {{break}} in der Pause.",
  set: {
    on: "{{role}} gibt es, solange man eingestempelt ist.",
    break: "{{role}} gibt es in der Pause.",
    category: "{{role}} gibt es, solange man in {{category}} eingestempelt ist."
  },
  cleared: {
    on: "Beim Einstempeln wird keine Rolle mehr vergeben.",
    break: "In der Pause wird keine Rolle mehr vergeben.",
    category: "F\xFCr {{category}} wird keine Rolle mehr vergeben."
  },
  warning: "Noch kann ich {{role}} nicht vergeben: {{reason}}"
};

// data/locales/de/session.json
var session_default = {
  card: {
    running: "Eingestempelt: {{category}}",
    paused: "In der Pause: {{category}}",
    since: "Seit",
    breakSince: "Pause seit",
    breaks: "Pausen",
    effective: "Bisher gez\xE4hlt",
    asOf: "{{duration}} (Stand {{time}})"
  },
  buttons: {
    pause: "Pause",
    resume: "Weiter",
    clockOut: "Ausstempeln",
    editNote: "Notiz bearbeiten"
  },
  noteModal: {
    title: "Notiz bearbeiten",
    label: "Notiz",
    placeholder: "Woran arbeitest du?"
  },
  summary: {
    title: "Ausgestempelt: {{category}}",
    period: "Wann",
    measured: "Beginn bis Ende",
    paused: "Pausen",
    effective: "Gez\xE4hlt",
    today: "Heute",
    week: "Diese Woche",
    month: "Dieser Monat",
    totalsUnknown: "Die Summen sind gerade nicht abrufbar."
  },
  status: {
    titleOn: "Du bist eingestempelt: {{category}}",
    titlePaused: "Du bist in der Pause: {{category}}",
    titleOff: "Du bist nicht eingestempelt",
    hint: "Los geht es mit `/einstempeln`.",
    today: "Heute",
    week: "Diese Woche",
    month: "Dieser Monat",
    share: "{{category}}: {{duration}}",
    otherOn: "{{member}} ist seit {{time}} eingestempelt ({{relative}}).",
    otherOff: "{{member}} ist nicht eingestempelt.",
    shares: "Diese Woche je Kategorie"
  },
  streak: {
    title: "Tage in Folge",
    day: "\u{1F525} Tag {{n}} in Folge",
    days_one: "\u{1F525} {{count}} Tag",
    days_other: "\u{1F525} {{count}} Tage",
    none: "gerade keine",
    open: "heute z\xE4hlt noch nicht",
    longest: "l\xE4ngste: {{n}}"
  },
  suggest: {
    text: "Eine Kategorie \u201E{{name}}\u201C gibt es hier nicht. Meinst du eine von diesen? Ein Klick stempelt dich ein.",
    note: "Notiz"
  },
  unapplied: {
    title: "Einige \xC4nderungen konnten nicht \xFCbernommen werden",
    intro: "Sie wurden festgehalten, w\xE4hrend die Datenbank weg war, und passten nicht mehr, als sie zur\xFCckkam:",
    line: "{{command}} um {{time}}: {{reason}}",
    commands: {
      clockIn: "Einstempeln",
      switch: "Wechseln",
      clockOut: "Ausstempeln",
      pause: "Pause",
      resume: "Weiter",
      setNote: "Notiz bearbeiten"
    },
    unknownCommand: "Eine \xC4nderung"
  }
};

// data/locales/de/settings.json
var settings_default = {
  words: {
    on: "An",
    off: "Aus",
    none: "Keine",
    days_one: "{{count}} Tag",
    days_other: "{{count}} Tage",
    default: "Vorgabe"
  },
  topics: {
    time: {
      name: "Zeit und Kalender",
      description: "Wann Tage und Wochen beginnen, und in welcher Zeitzone."
    },
    clock: {
      name: "Ein- und Ausstempeln",
      description: "Was geschieht, w\xE4hrend jemand eingestempelt ist, und am Ende."
    },
    corrections: {
      name: "Korrekturen",
      description: "Was Mitglieder an ihrer eigenen Zeit \xE4ndern d\xFCrfen."
    },
    reminders: {
      name: "Lange Sitzungen",
      description: "F\xFCr Sitzungen, die vielleicht jemand vergessen hat."
    },
    reports: {
      name: "Berichte",
      description: "Wie Zeit in Berichten gerundet wird."
    },
    visibility: {
      name: "Sichtbarkeit",
      description: "Was Mitglieder voneinander erfahren."
    },
    boards: {
      name: "Ranglisten und Serien",
      description: "Wer mit wem verglichen wird, und welche Tage z\xE4hlen."
    },
    posts: {
      name: "Kan\xE4le",
      description: "Wo ich von selbst schreibe. Wo hier nichts gew\xE4hlt ist, schreibe ich nicht."
    },
    data: {
      name: "Daten",
      description: "Wie lange Daten aufbewahrt werden."
    }
  },
  panel: {
    title: "Einstellungen dieses Servers",
    ownTitle: "Meine Einstellungen",
    value: "**{{name}}** \xB7 {{value}}",
    change: "\xC4ndern",
    reset: "Zur\xFCcksetzen",
    refresh: "Aktualisieren",
    topic: "Zu einer anderen Seite",
    choose: "Ausw\xE4hlen",
    chooseRole: "Eine Rolle ausw\xE4hlen",
    chooseChannel: "Einen Kanal ausw\xE4hlen",
    recountRunning: "Die Eintr\xE4ge werden seit {{since}} neu gez\xE4hlt. Bisher: {{entries}}, und {{moved}} liegen jetzt auf anderen Tagen.",
    recountDone: "Zuletzt wurde {{when}} neu gez\xE4hlt: {{entries}}, und {{moved}} liegen jetzt auf anderen Tagen."
  },
  entries_one: "{{count}} Eintrag",
  entries_other: "{{count}} Eintr\xE4ge",
  members_one: "{{count}} Mitglied",
  members_other: "{{count}} Mitglieder",
  form: {
    value: "Neuer Wert",
    duration: "Zum Beispiel 1h 30m, 90m oder 1:30.",
    durationOrOff: "Zum Beispiel 1h 30m, 90m oder 1:30. Oder schreib aus.",
    days: "Eine Zahl von Tagen, zum Beispiel 14.",
    daysOrOff: "Eine Zahl von Tagen, zum Beispiel 14. Oder schreib aus.",
    clock: "Eine Uhrzeit, zum Beispiel 4:00.",
    zone: "Zum Beispiel Europe/Berlin oder America/New_York."
  },
  done: {
    set: "{{name}}: {{before}} \u2192 {{after}}",
    reset: "{{name}} steht wieder auf der Vorgabe: {{after}}",
    same: "{{name}} steht schon auf: {{after}}",
    recount: "{{name}}: {{before}} \u2192 {{after}}. Alle Eintr\xE4ge werden neu gez\xE4hlt."
  },
  warning: {
    role: "Noch kann ich {{role}} nicht vergeben: {{reason}}",
    channel: "Noch kann ich in {{channel}} nicht schreiben: {{reason}}"
  },
  ask: {
    title: "Was soll mit der schon erfassten Zeit geschehen?",
    change: "**{{name}}**: {{before}} \u2192 {{after}}",
    past: "Anders gez\xE4hlt w\xFCrden {{entries}} ({{members}}): {{moved}} k\xE4men auf andere Tage. Was jedes Mitglied insgesamt gearbeitet hat, bleibt gleich.",
    choices: "**Ab jetzt**: Erfasste Eintr\xE4ge bleiben auf den Tagen, auf denen sie sind.\n**Alles neu z\xE4hlen**: Alle Eintr\xE4ge werden im Hintergrund auf die neue Weise gez\xE4hlt.",
    unchanged: "Noch ist nichts ge\xE4ndert.",
    now: "Ab jetzt",
    recount: "Alles neu z\xE4hlen",
    cancel: "Abbrechen",
    cancelled: "Es wurde nichts ge\xE4ndert."
  },
  short: {
    question: "Diese Sitzung ist k\xFCrzer als {{minimum}}. Soll sie bleiben?",
    keep: "Behalten",
    delete: "L\xF6schen",
    deleted: "Die Sitzung wurde gel\xF6scht."
  },
  noteForm: {
    title: "Eine Notiz vor dem Ausstempeln"
  },
  timeZone: {
    name: "Zeitzone",
    description: "Tage, Wochen und Monate beginnen und enden nach den Uhren dieser Zone."
  },
  dayStart: {
    name: "Der Tag beginnt um",
    description: "Zeit vor dieser Stunde geh\xF6rt zum Tag davor. Das ist f\xFCr alle, die \xFCber Mitternacht hinaus arbeiten."
  },
  dayBoundary: {
    name: "Sitzungen \xFCber das Tagesende",
    description: "Auf welchen Tagen die Zeit einer Sitzung z\xE4hlt, die am Ende des Tages weiterl\xE4uft.",
    values: {
      split: "Am Tagesende geteilt",
      start: "Ganz am Tag des Beginns"
    }
  },
  weekStart: {
    name: "Die Woche beginnt am",
    description: "Der erste Tag einer Woche in Summen.",
    values: {
      monday: "Montag",
      sunday: "Sonntag"
    }
  },
  locale: {
    name: "Sprache",
    description: "F\xFCr alles, was ich f\xFCr alle schreibe. Private Antworten kommen in der Sprache jedes Mitglieds.",
    values: {
      en: "Englisch",
      de: "Deutsch"
    }
  },
  onRole: {
    name: "Rolle beim Arbeiten",
    description: "Mitglieder haben diese Rolle, w\xE4hrend sie eingestempelt sind.",
    off: "Keine Rolle"
  },
  breakRole: {
    name: "Rolle in der Pause",
    description: "Mitglieder haben diese Rolle, w\xE4hrend sie in der Pause sind.",
    off: "Keine Rolle"
  },
  minimumSession: {
    name: "K\xFCrzeste Sitzung",
    description: "Nach einer k\xFCrzeren Sitzung frage ich, ob sie bleiben soll. Ohne Antwort wird nichts gel\xF6scht.",
    off: "Aus"
  },
  overlap: {
    name: "\xDCberlappende Eintr\xE4ge",
    description: "D\xFCrfen zwei Eintr\xE4ge eines Mitglieds in derselben Zeit liegen?",
    values: {
      refuse: "Nicht erlaubt",
      allow: "Erlaubt"
    }
  },
  noteRequired: {
    name: "Notiz n\xF6tig",
    description: "Eine Sitzung braucht eine Notiz, bevor ihr Mitglied ausstempeln kann."
  },
  resumeGrace: {
    name: "Zeit zum Weitermachen",
    description: "Wer in dieser Zeit wieder in derselben Kategorie einstempelt, kann mit der letzten Sitzung weitermachen.",
    off: "Aus"
  },
  selfEditDays: {
    name: "Wie weit zur\xFCck Mitglieder \xE4ndern",
    description: "\xC4ltere eigene Eintr\xE4ge \xE4ndern Mitglieder nur mit Zustimmung.",
    off: "Ohne Grenze"
  },
  selfEditBy: {
    name: "Wie viel Mitglieder \xE4ndern",
    description: "Eine \xC4nderung, die mehr Zeit als das bewegt, braucht Zustimmung.",
    off: "Ohne Grenze"
  },
  membersAddEntries: {
    name: "Mitglieder tragen nach",
    description: "D\xFCrfen Mitglieder Zeit eintragen, die sie nicht gestempelt haben?"
  },
  requestChannel: {
    name: "Kanal f\xFCr Anfragen",
    description: "\xC4nderungen, die Zustimmung brauchen, sehen hier alle, die zustimmen d\xFCrfen.",
    off: "Kein Kanal"
  },
  confirmAfterDays: {
    name: "Eintr\xE4ge best\xE4tigen sich nach",
    description: "Einen Eintrag, den so lange niemand ge\xE4ndert hat, best\xE4tigt der Bot. Eine \xC4nderung gilt f\xFCr alle, die noch warten.",
    off: "Nie"
  },
  reminderAfter: {
    name: "Erinnerung nach",
    description: "Nach dieser Zeit frage ich, ob das Mitglied noch arbeitet.",
    off: "Nie"
  },
  reminderAgain: {
    name: "Zweite Erinnerung",
    description: "Ohne Antwort frage ich nach dieser Zeit noch einmal.",
    off: "Keine zweite Erinnerung"
  },
  reminderGrace: {
    name: "Zeit f\xFCr die Antwort",
    description: "Ohne Antwort endet eine Sitzung, als das Mitglied zuletzt da war. Der Rest bleibt als Anspruch vermerkt.",
    off: "Sie l\xE4uft weiter"
  },
  reminderChannel: {
    name: "Kanal f\xFCr Erinnerungen",
    description: "Dort wird gefragt und erw\xE4hnt, wer keine Direktnachrichten bekommt.",
    off: "In der n\xE4chsten privaten Antwort"
  },
  sessionLimit: {
    name: "L\xE4ngste Sitzung",
    description: "Eine Sitzung, die nach dieser Zeit noch l\xE4uft, endet von selbst.",
    off: "Ohne Grenze"
  },
  rounding: {
    name: "Runden in Berichten",
    description: "Nur in Berichten. Erfasste Zeit wird nie gerundet.",
    values: {
      none: "Nicht gerundet",
      nearest: "Auf den n\xE4chsten Schritt",
      up: "Auf den Schritt dar\xFCber",
      down: "Auf den Schritt darunter"
    }
  },
  roundingTo: {
    name: "Schritt beim Runden",
    description: "Berichte werden auf Vielfache davon gerundet."
  },
  roundingOf: {
    name: "Was gerundet wird",
    description: "Jeder Eintrag f\xFCr sich, oder die Summe eines Tages.",
    values: {
      entry: "Jeder Eintrag",
      day: "Jeder Tag"
    }
  },
  othersSee: {
    name: "Was Mitglieder voneinander sehen",
    description: "Was /status und /wer \xFCber andere sagen, nie Notizen. \xDCbersichten zeigen allen dasselbe; bei \u201ENichts\u201C z\xE4hlen sie nur und nennen niemanden.",
    values: {
      nothing: "Nichts",
      presence: "Ob jemand eingestempelt ist",
      totals: "Wer in welcher Kategorie eingestempelt ist, Pausen und Summen"
    }
  },
  boards: {
    name: "Ranglisten",
    description: "Gibt es auf diesem Server Ranglisten?"
  },
  boardsOf: {
    name: "Wer auf den Ranglisten steht",
    description: "Jedes Mitglied kann f\xFCr sich anders entscheiden.",
    values: {
      volunteers: "Nur wer es will",
      everyone: "Alle, die nicht widersprechen"
    }
  },
  boardsWithout: {
    name: "Nicht auf den Ranglisten",
    description: "Mitglieder mit dieser Rolle stehen auf keiner Rangliste. Bekommt oder verliert jemand die Rolle, f\xE4llt das auf, sobald er den Bot das n\xE4chste Mal benutzt.",
    off: "Niemand wegen einer Rolle"
  },
  streakMinimum: {
    name: "Zeit f\xFCr einen Tag der Serie",
    description: "Ein Tag mit mindestens so viel Zeit setzt eine Serie fort."
  },
  restDays: {
    name: "Ruhetage",
    description: "Diese Tage setzen eine Serie weder fort, noch unterbrechen sie sie.",
    values: {
      monday: "Montag",
      tuesday: "Dienstag",
      wednesday: "Mittwoch",
      thursday: "Donnerstag",
      friday: "Freitag",
      saturday: "Samstag",
      sunday: "Sonntag"
    }
  },
  dashboardChannel: {
    name: "Kanal f\xFCr \xDCbersichten",
    description: "Hier legt `/\xFCbersicht anlegen` an, wenn kein anderer Kanal genannt ist.",
    off: "Kein Kanal"
  },
  dashboardEvery: {
    name: "Abstand zwischen \xC4nderungen von \xDCbersichten",
    description: "Die erste \xC4nderung erscheint sofort, sp\xE4tere nach dieser Zeit. Nachrichten, die \xFCber eine Stunde alt sind: mindestens f\xFCnf Minuten (Grenze von Discord)."
  },
  logChannel: {
    name: "Kanal f\xFCr das Protokoll",
    description: "Hier steht, was beim Stempeln geschieht.",
    off: "Kein Kanal"
  },
  logNotes: {
    name: "Notizen im Protokoll",
    description: "Das Protokoll zeigt, was Mitglieder zu ihrer Zeit schreiben, allen, die seinen Kanal lesen k\xF6nnen."
  },
  retentionDays: {
    name: "Daten nach dem Entfernen",
    description: "Werde ich vom Server entfernt, so wird nach dieser Zeit alles gel\xF6scht."
  },
  voiceGrace: {
    name: "Zur\xFCck im Sprachkanal",
    description: "Wer einen Sprachkanal verlassen hat und in dieser Zeit zur\xFCck ist, macht mit der Sitzung weiter, die er begonnen hat."
  }
};

// data/locales/de/setup.json
var setup_default = {
  title: "Punchcard einrichten",
  open_one: "Eines ist noch offen. Du kannst es auslassen.",
  open_other: "{{count}} Dinge sind noch offen. Du kannst jedes davon auslassen.",
  finished: "Nichts ist mehr offen. \xC4ndern l\xE4sst sich alles hier oder mit `/einstellungen`.",
  current: "{{n}} von {{of}}: {{name}}",
  line: "**{{name}}**: {{value}}",
  state: {
    open: "noch offen",
    left: "ausgelassen"
  },
  problem: "{{what}}: {{reason}}",
  unchecked: "Ich kann Discord gerade nicht fragen, ob ich das benutzen darf. Versuche es sp\xE4ter noch einmal.",
  go: "Zu einem anderen Schritt",
  goOn: "Weiter",
  leave: "Auslassen",
  chooseChannel: "Einen Kanal w\xE4hlen",
  steps: {
    zone: {
      name: "Zeitzone",
      text: "Tage, Wochen und Monate dieses Servers beginnen und enden nach den Uhren dieser Zone. Schon erfasste Zeit bleibt gez\xE4hlt, wie sie ist; mit `/einstellungen` l\xE4sst sie sich neu z\xE4hlen.",
      choose: "Eine Zeitzone w\xE4hlen",
      keep: "{{zone}} behalten",
      other: "Andere Zone",
      label: "Eine Zone, eine Stadt oder ein Land",
      example: "Europe/Berlin, Berlin oder Deutschland",
      done: "Die Zeitzone ist {{zone}}."
    },
    roles: {
      name: "Rollen",
      text: "Mitglieder k\xF6nnen eine Rolle haben, solange sie eingestempelt sind, und eine andere in der Pause. Ich lege beide an, wenn du magst, oder du w\xE4hlst Rollen dieses Servers. Meine eigene Rolle muss \xFCber ihnen stehen.",
      create: "Beide Rollen anlegen",
      chooseOn: "Rolle beim Stempeln",
      chooseBreak: "Rolle in der Pause"
    },
    categories: {
      name: "Kategorien",
      text: "Wof\xFCr deine Mitglieder Zeit aufwenden. W\xE4hle aus, was bleibt; alles andere wird archiviert und l\xE4sst sich zur\xFCckholen. Eigene f\xFCgst du mit `/verwaltung kategorien anlegen` hinzu.",
      choose: "Kategorien, die bleiben",
      keep: "So lassen, wie sie sind",
      done_one: "Eine Kategorie bleibt.",
      done_other: "{{count}} Kategorien bleiben."
    },
    dashboard: {
      name: "Kanal f\xFCr \xDCbersichten",
      text: "Wo ich zeigen darf, wer eingestempelt ist. Dort brauche ich \u201EKanal anzeigen\u201C, \u201ENachrichten senden\u201C und \u201ELinks einbetten\u201C.",
      done: "Der Kanal f\xFCr \xDCbersichten ist gesetzt. Ich schreibe dort nichts, bevor du mit `/\xFCbersicht anlegen` eine verlangst."
    },
    log: {
      name: "Protokollkanal",
      text: "Wo ich erz\xE4hlen darf, was beim Stempeln geschieht. Dort brauche ich \u201EKanal anzeigen\u201C, \u201ENachrichten senden\u201C und \u201ELinks einbetten\u201C.",
      done: "Der Protokollkanal ist gesetzt."
    }
  }
};

// data/locales/de/system.json
var system_default = {
  title: "Punchcard {{version}}",
  refresh: "Neu nachsehen",
  noPicture: "Das Bild der letzten Stunde konnte nicht gezeichnet werden. Alles andere hier stimmt.",
  summary: {
    green: "Alles l\xE4uft.",
    amber: "\u{1F536} Im Auge behalten: {{names}}",
    red: "\u{1F534} Braucht jemanden: {{names}}"
  },
  answers: "**Antworten** \xB7 die H\xE4lfte in {{p50}} \xB7 95 % in {{p95}}",
  answersFew: "**Antworten** \xB7 zu wenige Klicks, um zu sagen, wie lange sie dauern",
  answersP99: "99 % in {{p99}}",
  answersP99Few: "99 %: zu wenige",
  clicks: "**Klicks auf diesem Server** \xB7 {{clicks}} \xB7 am Bot gescheitert, irgendwo: {{failed}}",
  times: { label: "Zahlen von \u2026", "5m": "Die letzten 5 Minuten", "1h": "Die letzte Stunde", "24h": "Die letzten 24 Stunden" },
  foot: {
    uptime: "L\xE4uft seit {{duration}}",
    "5m": "Zahlen der letzten 5 Minuten",
    "1h": "Zahlen der letzten Stunde",
    "24h": "Zahlen der letzten 24 Stunden",
    young: "L\xE4uft seit {{age}}, Zahlen seit dem Start",
    process: "vom Prozess {{name}}, einem von {{of}}: dem, der dir geantwortet hat"
  },
  component: {
    redis: "Redis",
    breaker: "Sicherung",
    writer: "Schreiber",
    journal: "Journal",
    sync: "Abgleich",
    caches: "Zwischenspeicher",
    roles: "Rollen",
    dashboards: "Dashboards",
    log: "Aktivit\xE4tslog",
    due: "F\xE4llige Aufgaben",
    gateway: "Gateway",
    http: "HTTP zu Discord"
  },
  breaker: { closed: "geschlossen", open: "offen", "half-open": "versucht es" },
  figure: {
    redis: "95 % der Antworten in {{p95}}",
    redisLast: "letzte Antwort in {{latency}}",
    redisSilent: "keine Antwort",
    breaker: "{{state}}, ausgel\xF6st: {{opened}}",
    writer: "wartend: {{depth}}, abgelehnt: {{refused}}",
    journal: "95 % in {{p95}} auf der Platte",
    journalFew: "zu wenige \xC4nderungen, um zu sagen, wie schnell",
    sync: "abzugleichen: {{pending}}, das \xE4lteste seit {{lag}}",
    syncNothing: "alles ist in Redis",
    caches: "{{rate}} von {{reads}} Zugriffen aus dem Speicher",
    cachesFew: "zu wenige Zugriffe, um etwas zu sagen",
    desired: "wartend: {{waiting}}, von Discord abgelehnt: {{refused}}",
    unknown: "ohne Redis nicht bekannt",
    log: "{{rows}} im R\xFCckstand, seit {{lag}}",
    logOff: "hier nicht eingeschaltet",
    logNothing: "alles ist gemeldet",
    due: "\xFCberf\xE4llig: {{overdue}}, seit {{late}}",
    dueNothing: "nichts ist \xFCberf\xE4llig",
    gateway: "verbunden, Ping {{ping}}",
    gatewayNoPing: "verbunden",
    gatewayPartly: "Verbindungen: {{ready}} von {{of}}",
    gatewayOff: "nicht benutzt: Discord schickt Interaktionen \xFCber HTTP",
    http: "Aufrufe: {{requests}}, gescheitert: {{failed}}"
  },
  advice: {
    redisDown: "\xC4nderungen werden auf der Platte gehalten und folgen. Wer den Bot betreibt, sollte nachsehen, ob Redis l\xE4uft und `REDIS_URL` dorthin f\xFChrt.",
    redisRefuses: "Redis antwortet und nimmt keine \xC4nderungen an; `/readyz` sagt, warum. Sie warten auf der Platte, bis der Betreiber es behoben hat.",
    redisConnecting: "Der Bot verbindet sich gerade. Dauert das l\xE4nger als eine Minute, sieh nach, ob Redis l\xE4uft.",
    redisSlow: "Redis ist langsam und damit jeder Klick. Bring es n\xE4her an den Bot, oder such, was es besch\xE4ftigt (`SLOWLOG GET`).",
    redisLost: "Die Verbindung ging in dieser Zeit verloren und ist wieder da. Passiert das oft, sieh nach dem Netz und in Redis' Log.",
    breakerOpen: "Aufrufe an Redis scheiterten, darum unterbleiben sie vorerst. Sie schlie\xDFt von selbst, wenn Redis antwortet.",
    breakerTries: "Sie versucht, ob Redis wieder antwortet. Es ist nichts zu tun.",
    breakerFlaps: "Sie l\xF6ste wieder und wieder aus. Sieh in Redis' Log, und ob die Maschine genug Speicher hat.",
    writerFull: "Redis ist langsamer, als geklickt wird; Klicks k\xF6nnen abgelehnt werden. Gib Redis eine schnellere Maschine, oder teile den Bot auf Prozesse auf.",
    writerFilling: "\xC4nderungen warten auf Redis. Geht das so weiter, sieh nach, was Redis besch\xE4ftigt.",
    writerRefused: "Was warten kann (Bestenlisten, Einstellungen), wurde kurz abgelehnt und folgt sp\xE4ter. Passiert das oft, ist Redis zu langsam.",
    journalFailed: "Die Platte nimmt nichts an, also kann keine \xC4nderung gehalten werden. Schaff Platz in `DATA_DIR`, oder pr\xFCfe, ob dort geschrieben werden darf.",
    journalSlow: "Die Platte ist langsam, und jede \xC4nderung wartet auf sie. Leg `DATA_DIR` auf eine schnellere.",
    journalHadFailures: "Die Platte hat in dieser Zeit Eintr\xE4ge abgelehnt. Pr\xFCfe, ob in `DATA_DIR` Platz ist.",
    syncStuck: "\xC4nderungen warten, obwohl Redis da ist. Sieh ins Log des Bots; ein Neustart versucht sie noch einmal und verliert nichts.",
    syncBusy: "\xC4nderungen werden gerade zu Redis gebracht oder warten darauf. Es ist nichts zu tun.",
    syncUnapplied: "\xC4nderungen ohne Redis passten hinterher nicht. Ihre Mitglieder erfahren es und k\xF6nnen sie wiederholen.",
    cachesMiss: "Die meisten Zugriffe gehen an Redis. Es sind mehr Mitglieder aktiv, als in den Speicher passen; es geht, nur langsamer.",
    rolesRefused: "`/verwaltung rollen zeigen` sagt, welche Rolle und warum. Meist muss die Rolle des Bots dar\xFCber stehen.",
    rolesWaiting: "Discord nimmt einige Rollen\xE4nderungen je Sekunde an. Das holt sich von selbst auf.",
    dashboardsRefused: "`/\xFCbersicht liste` sagt, welches und warum. Gib dem Bot dort seine Rechte, oder verlege es.",
    dashboardsWaiting: "Discord nimmt einige Bearbeitungen je Sekunde an. Das holt sich von selbst auf.",
    logRefused: "`/protokoll zeigen` sagt, welcher Kanal. Lass den Bot dort schreiben, oder w\xE4hle einen anderen.",
    logStuck: "Seit Langem wird nichts gemeldet. Sieh ins Log des Bots; nichts ist verloren, es geht dort weiter, wo es war.",
    logBehind: "Es passiert mehr, als Discord Nachrichten annimmt. Das holt sich von selbst auf.",
    dueStuck: "Erinnerungen und \xC4hnliches sind sp\xE4t dran. Pr\xFCfe, ob ein Prozess des Bots l\xE4uft und Redis erreicht.",
    dueLate: "Vieles war auf einmal f\xE4llig und wird der Reihe nach abgearbeitet.",
    unknown: "Das steht in Redis, und das ist weg. Es geht von selbst weiter.",
    gatewayDown: "Discords Gateway ist nicht verbunden. Sieh auf https://discordstatus.com und ins Log des Bots.",
    gatewayPartly: "Einige Server sind nicht verbunden. Das gibt sich in einer Minute; sonst sieh ins Log des Bots.",
    gatewaySlow: "Discord antwortet langsam. Sieh auf https://discordstatus.com und nach dem Netz der Maschine.",
    httpFailing: "Discord ist nicht erreichbar. Sieh auf https://discordstatus.com und nach dem Netz der Maschine.",
    httpSomeFailed: "Einige Aufrufe an Discord scheitern und werden wiederholt. Sieh auf https://discordstatus.com.",
    httpRefused: "Jemand ruft ohne Discords Unterschrift auf. Geht gar nichts, vergleiche `DISCORD_PUBLIC_KEY`."
  },
  all: {
    title: "Alle Server (nur f\xFCr dich, der den Bot betreibt)",
    servers: "Server: {{servers}} \xB7 Klicks: {{clicks}}",
    due: "F\xE4llige Aufgaben: {{lag}} zu sp\xE4t, gescheitert: {{failing}}",
    dueElsewhere: "F\xE4llige Aufgaben: ein anderer Prozess arbeitet sie ab",
    desired: "Zu Discord zu bringen, {{kind}}: {{queued}}, gescheitert: {{failing}}",
    loop: "Event-Loop: p50 {{p50}}, p99 {{p99}}, max {{max}}",
    memory: "Speicher: {{rss}}, Heap {{used}}",
    stored: "Mitglieder im Speicher: {{cached}} \xB7 Journal: {{journal}} \xB7 Redis: {{mode}}",
    shard: "Shard {{id}}: {{state}}, Ping {{ping}}, Server: {{guilds}}",
    noPing: "unbekannt",
    operation: "{{name}} \xB7 {{outcome}}: {{count}}"
  },
  picture: {
    title: "Die letzte Stunde",
    answers: "Zeit bis zur Antwort",
    average: "im Mittel",
    slowest: "die langsamste",
    noAnswers: "Noch hat niemand geklickt.",
    clicks: "Klicks je Minute",
    here: "auf diesem Server",
    everywhere: "auf allen Servern",
    queue: "Wartende \xC4nderungen",
    nothing: "Noch wurde nichts gez\xE4hlt.",
    ago: "vor {{n}} min",
    now: "jetzt",
    altAnswers: "Antworten dauerten im Mittel {{average}} und h\xF6chstens {{slowest}}.",
    altClicks: "Klicks auf diesem Server: {{total}}, h\xF6chstens {{most}} in einer Minute.",
    altAllClicks: "Klicks auf allen Servern: {{total}}.",
    altQueue: "\xC4nderungen, die gleichzeitig warteten: h\xF6chstens {{most}}."
  }
};

// data/locales/de/targets.json
var targets_default = {
  title: "Wochenziele",
  set: "Ziel f\xFCr {{category}}: {{target}} in der Woche, ab {{date}}.",
  cleared: "{{category}} hat ab {{date}} kein Ziel mehr. Fr\xFChere Wochen behalten ihres.",
  none: "In dieser Woche gibt es keine Ziele. Mit `/ziele setzen` legst du eines fest.",
  total: "Alles zusammen",
  done: "{{worked}} von {{target}}",
  left: "noch {{duration}}",
  more: "{{duration}} \xFCber dem Ziel",
  missed: "{{duration}} unter dem Ziel",
  reached: "Ziel erreicht",
  from: "ab {{date}} {{target}}",
  noneFrom: "ab {{date}} kein Ziel",
  week: {
    this: "Diese Woche",
    next: "N\xE4chste Woche",
    last: "Letzte Woche",
    earlier: "Woche davor",
    later: "Woche danach"
  },
  status: "{{category}}: {{bar}} {{done}}, {{left}}"
};

// data/locales/de/team.json
var team_default = {
  title: "Team: {{days}}",
  nobody: "In diesen Tagen hat niemand gearbeitet, und niemand hat ein Ziel daf\xFCr.",
  total: "**Alle {{n}}: {{worked}}**",
  former: "Fr\xFChere Mitglieder, in ganzen Monaten: {{duration}}",
  onTheClock: "eingestempelt",
  unconfirmed: "nicht best\xE4tigt: {{n}} ({{duration}})",
  requests: "offene Anfragen: {{n}}",
  refresh: "Aktualisieren",
  member: {
    title: "{{member}} auf einen Blick",
    off: "Nicht eingestempelt",
    on: "Eingestempelt in {{category}} seit {{time}} ({{relative}})",
    onBreak: "In der Pause von {{category}}, sie begann {{break}}; eingestempelt seit {{time}}",
    sums: "Heute **{{today}}** \xB7 diese Woche **{{week}}** \xB7 diesen Monat **{{month}}**",
    unknown: "Summen sind gerade nicht lesbar.",
    last: "Letzte Eintr\xE4ge",
    noEntries: "Keine Eintr\xE4ge in den letzten {{days}} Tagen.",
    nothingOpen: "Nichts zu best\xE4tigen und keine offenen Anfragen",
    suspended: "Gesperrt: {{reason}}",
    suspendedUntil: "Gesperrt bis {{until}}: {{reason}}",
    allowed: "Diesem Mitglied erlaubt: {{what}}",
    denied: "Diesem Mitglied verboten: {{what}}",
    edit: "Eintr\xE4ge",
    add: "Eintrag hinzuf\xFCgen",
    suspend: "Sperren",
    restore: "Zulassen",
    explain: "Heute erkl\xE4ren",
    force: "Ausstempeln",
    back: "Aktualisieren"
  },
  suspend: {
    title: "Dieses Mitglied sperren?",
    until: "Bis wann",
    untilText: "3d, 12h oder n\xE4chsten Freitag 9:00. Leer: bis du es wieder zul\xE4sst.",
    reasonText: "Das Mitglied liest das. Was l\xE4uft, endet jetzt."
  }
};

// data/locales/de/timezone.json
var timezone_default = {
  choice: "{{zone}} \xB7 {{time}}",
  set: "Deine Zeitzone ist jetzt {{zone}}, dort ist es {{time}}. Die Zeiten, die du eingibst, sind in dieser Zone gemeint; auch deine Berichte stehen in ihr.",
  ownTotals: "Die Tage deines eigenen Bereichs beginnen und enden in dieser Zone.",
  sameTotals: "Dieser Server z\xE4hlt seine Tage in derselben Zone.",
  guildTotals: "Die Summen dieses Servers bleiben in seiner eigenen Zone, {{zone}}.",
  card: {
    title: "Deine Zeitzone: {{zone}}",
    chosen: "Du hast sie selbst gew\xE4hlt. Die Zeiten, die du eingibst, sind in ihr gemeint; auch deine Berichte stehen in ihr.",
    guild: "Es ist die dieses Servers, denn du hast noch keine gew\xE4hlt.",
    standard: "Es ist die hier \xFCbliche, denn du hast noch keine gew\xE4hlt.",
    now: "Dort ist es jetzt",
    hint: "\xC4ndern kannst du sie mit /zeitzone setzen."
  }
};

// data/locales/de/voice.json
var voice_default = {
  card: {
    title: "\u{1F50A} Per Sprachkanal",
    text: "Ein Sprachkanal hat dich eingestempelt. Wenn du ihn verl\xE4sst, wirst du ausgestempelt."
  },
  list: {
    title: "Sprachkan\xE4le, die einstempeln",
    none: "Noch keine. Mit `/voice setzen` stempelt einer alle ein, die ihn betreten.",
    line: "{{channel}} \u2192 {{category}}",
    how: "So geht es",
    consent: "\u2022 Nur f\xFCr Mitglieder, die zugestimmt haben: Jedes schaltet es mit `/datenschutz sprachkan\xE4le` selbst ein.",
    leaving: "\u2022 Verlassen stempelt nach {{duration}} aus, und zwar zum Zeitpunkt des Verlassens. Wer bis dahin zur\xFCck ist, macht weiter (`/einstellungen setzen`, \u201EZur\xFCck im Sprachkanal\u201C).",
    afk: "\u2022 Der AFK-Kanal des Servers macht Pause. Wer von Hand eingestempelt hat, wird nicht angefasst.",
    unheard: "\u26A0\uFE0F Dieser Bot h\xF6rt keine Sprachkan\xE4le",
    unheardText: "Er ist \xFCber HTTP angebunden, und Discord meldet Sprachkan\xE4le nur \xFCber das Gateway. Wer den Bot betreibt, kann `DISCORD_TRANSPORT=gateway` setzen. Bis dahin passiert nichts."
  },
  on: "Ab dem n\xE4chsten Betreten stempeln dich Sprachkan\xE4le ein und aus, auf Servern, die welche eingerichtet haben. An `/status` siehst du, dass es so war. Mit `/datenschutz sprachkan\xE4le` schaltest du es wieder ab.",
  off: "Sprachkan\xE4le tun f\xFCr dich nichts mehr. Eine laufende Sitzung geht weiter, bis du ausstempelst."
};

// data/locales/de/who.json
var who_default = {
  title: "Eingestempelt: {{n}}",
  titleIn: "Eingestempelt in {{category}}: {{n}}",
  nobody: "Niemand ist eingestempelt.",
  nobodyIn: "In {{category}} ist niemand eingestempelt.",
  group: "**{{category}}** ({{n}})",
  row: "{{member}} seit {{time}} ({{relative}})",
  onBreak: "{{member}} seit {{time}} ({{relative}}), Pause begann {{break}}",
  refresh: "Aktualisieren"
};

// data/locales/en/activitylog.json
var activitylog_default2 = {
  title: "Activity log",
  kinds: {
    clockIn: "Clock in",
    clockOut: "Clock out",
    pause: "Break begun",
    resume: "Break ended",
    corrections: "Corrections",
    requests: "Requests for approval",
    forceOut: "Clocked out by others",
    settings: "Settings",
    roles: "Roles that could not be given"
  },
  row: "**{{kind}}** \u2192 {{place}}",
  off: "off",
  nowhere: "nowhere yet",
  readers: "Everybody who can read a channel sees what is told there: who is on the clock, when, and for what, also where the server shows members less of each other. Choose channels accordingly.",
  notes: {
    on: "Notes of members are shown.",
    off: "Notes of members are not shown (`logNotes` in `/config`)."
  },
  problem: "\u26A0\uFE0F {{channel}}: {{reason}}",
  none: "Nothing is told. `/activitylog set` chooses a channel.",
  by: "by {{by}}",
  byItself: "by itself",
  undone: "Took a change back",
  imported: "**Imported {{n}} entries**",
  requests: {
    asked: "**Asked for a change to be approved**",
    approved: "**Request approved**",
    declined: "**Request declined**",
    withdrawn: "**Took the request back**"
  },
  changed: {
    categories: "**Categories were changed**",
    permissions: "**Permissions were changed**",
    suspensions: "**Who may not clock in was changed**",
    dashboards: "**Dashboards were changed**",
    log: "**This log was changed**",
    boards: "**Leaderboards were changed**"
  },
  role: "**{{role}} could not be given**",
  warning: {
    channelDeleted: "\u26A0\uFE0F The channel {{channel}} was deleted, so the activity log is not told there. `/activitylog set` chooses another one.",
    hidden: "\u26A0\uFE0F I cannot see {{channel}} any more, so the activity log is not told there. Give me the permissions \u201CView Channel\u201D and \u201CSend Messages\u201D there. I try again by myself.",
    readOnly: "\u26A0\uFE0F I may not write in {{channel}} any more, so the activity log is not told there. Give me the permission \u201CSend Messages\u201D there. I try again by myself."
  },
  missed_one: "{{count}} earlier event was not told here.",
  missed_other: "{{count}} earlier events were not told here."
};

// data/locales/en/approvals.json
var approvals_default2 = {
  buttons: {
    ask: "Ask for approval",
    approve: "Approve",
    approveWithReason: "Approve with a comment\u2026",
    decline: "Decline\u2026",
    makeNow: "Make the change now",
    show: "Show",
    withdraw: "Withdraw",
    sendAgain: "Send again"
  },
  what: {
    addEntry: "Add an entry",
    editEntry: "Change an entry",
    deleteEntry: "Delete an entry",
    adjust: "Adjust the time of an entry",
    reopen: "Go on with a session that has ended"
  },
  why: {
    title: "Needs approval",
    tooFarBack_one: "Members change their own time alone only up to one day back.",
    tooFarBack_other: "Members change their own time alone only up to {{count}} days back.",
    tooMuch: "Members change the time of an entry alone only by up to {{duration}} at once.",
    adding: "Members do not add entries alone."
  },
  fields: {
    member: "Member",
    asked: "Asked",
    reason: "What the member says",
    note: "Note",
    noteBefore: "Note until now",
    noteAfter: "Note from now on",
    deleted: "deleted",
    state: "State",
    ownReason: "What you say"
  },
  form: {
    title: "Ask for approval",
    label: "Why?",
    description: "Those who may approve read it. You may leave it empty.",
    approve: "Approve with a comment",
    comment: "Comment",
    commentText: "The member is told it.",
    decline: "Decline the request",
    reason: "Reason"
  },
  offer: {
    title: "This needs approval: {{what}}"
  },
  request: {
    title: "Request: {{what}}",
    approved: "Approved: {{what}}",
    declined: "Declined: {{what}}",
    withdrawn: "Withdrawn: {{what}}",
    gone: "This request is no longer there: it was withdrawn or answered, or what was kept of its member is erased."
  },
  answer: {
    title: "Answer",
    approved: "Approved by {{by}} {{when}}.",
    declined: "Declined by {{by}} {{when}}.",
    notMade: "Approved by {{by}} {{when}}, but the change is still to be made. It is made with the next click here, or with the next reply to the member.",
    comment: "Comment: {{reason}}",
    because: "Reason: {{reason}}"
  },
  blocked: {
    still: "Nothing was changed, and the request stays open. {{reason}}",
    SESSION_ALREADY_ACTIVE: "The member is on the clock with another session.",
    SUSPENDED: "The member is suspended and does not clock in at the moment.",
    ENTRY_OVERLAPS: "The time would overlap with another entry of the member."
  },
  asked: {
    title: "Approval asked for: {{what}}",
    posted: "Those who may approve see it in {{channel}}. You are told the answer with the reply to whatever you do here next. `/session requests` lists what you asked for.",
    notPosted: "Your request is kept, but it could not be posted in {{channel}}. Send it again from `/session requests`."
  },
  told: {
    title_one: "Your request was answered",
    title_other: "{{count}} of your requests were answered",
    line: "**{{answer}}** {{when}} by {{by}}: {{what}}, {{category}}",
    approved: "Approved",
    declined: "Declined"
  },
  own: {
    title: "What you asked approval for",
    empty: "Nothing waits for an answer.",
    line: "**{{what}}** \xB7 {{category}}",
    asked: "asked {{when}}",
    posted: "Waits for an answer in {{channel}}",
    notPosted: "Not posted yet: send it again",
    toBeMade: "Approved, the change is still to be made",
    withdrawn: "Withdrawn, nothing was changed.",
    there: "It is in {{channel}} and waits there for an answer."
  },
  draft: {
    add: "Ask for approval to add this entry?",
    edit: "Ask for approval of this change?"
  }
};

// data/locales/en/boards.json
var boards_default2 = {
  title: "Leaderboard",
  spans: {
    day: "Day",
    week: "Week",
    month: "Month",
    all: "All time",
    season: "Season"
  },
  present: {
    day: "Today",
    week: "This week",
    month: "This month"
  },
  last: {
    day: "Yesterday",
    week: "Last week",
    month: "Last month"
  },
  since: "since {{date}}",
  choose: "Choose a timeframe",
  change: {
    up: "\u25B2 {{n}}",
    down: "\u25BC {{n}}",
    same: "\uFF1D",
    new: "new"
  },
  own: {
    place: "You are in place {{rank}} of {{of}} with {{duration}}.",
    hidden: "You are not shown on the leaderboard. Only you see this: you have {{duration}}, which would be place {{rank}}. `/privacy settings` changes that.",
    hiddenByRole: "Members with one of your roles are not shown on the leaderboard. Only you see this: you have {{duration}}, which would be place {{rank}}.",
    nothing: "You have no time on this leaderboard."
  },
  empty: {
    volunteers: "Nobody is on this leaderboard. It shows only those who want to be on it: you can say so with `/privacy settings`.",
    everyone: "Nobody is on this leaderboard yet."
  },
  running: "What is still on the clock counts when it ends.",
  buttons: {
    first: "First page",
    own: "My place"
  },
  season: {
    started: "The season **{{name}}** counts {{days}}.",
    ended: "The season **{{name}}** ends with {{date}}.",
    deleted: "The season **{{name}}** is deleted. The time itself stays.",
    title: "Seasons",
    none: "There are no seasons. Start one with `/leaderboard season start`.",
    running: "running",
    toCome: "still to come"
  },
  posts: {
    title: "Leaderboards that are posted",
    none: "No leaderboard is posted by itself. `/leaderboard post set` starts one.",
    set: "It is posted when its time is over, without a sound.",
    off: "It is not posted any more.",
    every: {
      week: "Every week",
      month: "Every month"
    },
    next: "next: {{when}}"
  }
};

// data/locales/en/byitself.json
var byitself_default2 = {
  title: "This happened by itself",
  ended: "Your session in **{{category}}** ended: {{times}}.",
  notClockedIn: "A voice channel did not clock you in to **{{category}}** {{when}}: {{why}}"
};

// data/locales/en/categories.json
var categories_default2 = {
  added: "Category {{category}} added.",
  edited: "Category {{category}} changed.",
  archived: "Category {{category}} archived. Its history stays.",
  restored: "Category {{category}} restored.",
  moved: "Category {{category}} is now number {{position}} in the list.",
  list: {
    reminder: "reminder after {{duration}}",
    noReminder: "no reminders",
    title: "Categories",
    empty: "There are no categories yet.",
    counts: "{{active}} active, {{archived}} archived",
    archivedMark: "archived",
    weight: "weight {{weight}}",
    role: "role {{role}}"
  }
};

// data/locales/en/commands.json
var commands_default2 = {
  clockin: {
    name: "clockin",
    description: "Clock in: start counting your time",
    options: {
      category: {
        name: "category",
        description: "What you are going to work on"
      },
      note: {
        name: "note",
        description: "A short note, up to 200 characters"
      }
    }
  },
  clockout: {
    name: "clockout",
    description: "Clock out: stop and see what counts",
    options: {
      note: {
        name: "note",
        description: "Replaces the note of this session"
      }
    }
  },
  status: {
    name: "status",
    description: "Are you on the clock, and what have you done so far?",
    options: {
      user: {
        name: "user",
        description: "Somebody else of this server"
      }
    }
  },
  who: {
    name: "who",
    description: "Who is on the clock now?",
    options: {
      category: {
        name: "category",
        description: "Only this category"
      }
    }
  },
  forceclockout: {
    name: "forceclockout",
    description: "Clock others out",
    options: {
      user: {
        name: "user",
        description: "One member"
      },
      role: {
        name: "role",
        description: "Everybody with this role who is on the clock"
      },
      category: {
        name: "category",
        description: "Everybody who is on the clock in this category"
      },
      at: {
        name: "at",
        description: "When it ended, like 17:30 or 2h ago; now unless told"
      },
      reason: {
        name: "reason",
        description: "Why; the member reads it"
      }
    }
  },
  forceout: {
    name: "Force clock out"
  },
  session: {
    name: "session",
    description: "Everything about your sessions",
    in: {
      name: "in"
    },
    out: {
      name: "out"
    },
    status: {
      name: "status"
    },
    pause: {
      name: "pause",
      description: "Take a break; it does not count"
    },
    resume: {
      name: "resume",
      description: "End the break and go on"
    },
    switch: {
      name: "switch",
      description: "Go on with something else, without a gap",
      options: {
        category: {
          name: "category",
          description: "What you are going to work on now"
        },
        note: {
          name: "note",
          description: "A short note, up to 200 characters"
        }
      }
    },
    list: {
      name: "list",
      description: "Your entries, to look at and to edit",
      options: {
        from: {
          name: "from",
          description: "Entries that ended at or after this time, like yesterday 0:00"
        },
        to: {
          name: "to",
          description: "Entries that ended up to this time"
        },
        category: {
          name: "category",
          description: "Only this category"
        }
      }
    },
    add: {
      name: "add",
      description: "Add time that was not clocked",
      options: {
        category: {
          name: "category",
          description: "What the time was spent on"
        },
        start: {
          name: "start",
          description: "When it began, like 9:30 or yesterday 9:30"
        },
        end: {
          name: "end",
          description: "When it ended; or give the duration"
        },
        duration: {
          name: "duration",
          description: "How long it took, like 1h 20m; or give the end"
        },
        note: {
          name: "note",
          description: "A short note, up to 200 characters"
        }
      }
    },
    delete: {
      name: "delete",
      description: "Delete one of your entries",
      options: {
        entry: {
          name: "entry",
          description: "The entry to delete"
        }
      }
    },
    undo: {
      name: "undo",
      description: "Take back your last change, whatever it was"
    },
    requests: {
      name: "requests",
      description: "What you asked approval for, to withdraw or to send again"
    }
  },
  timezone: {
    name: "timezone",
    description: "Your own time zone",
    set: {
      name: "set",
      description: "How the times you type are read",
      options: {
        zone: {
          name: "zone",
          description: "A zone, a city or a country"
        }
      }
    },
    show: {
      name: "show",
      description: "Show your time zone and the time there"
    },
    reset: {
      name: "reset",
      description: "Use the zone of the place you are in again"
    }
  },
  admin: {
    name: "admin",
    description: "Set up Punchcard for this server",
    verify: {
      name: "verify",
      description: "Are totals, entries and ledger in agreement?",
      options: {
        user: {
          name: "user",
          description: "Only this member"
        }
      }
    },
    system: {
      name: "system",
      description: "How is Punchcard doing?"
    },
    categories: {
      name: "categories",
      description: "What time is spent on",
      add: {
        name: "add",
        description: "Add a category",
        options: {
          name: {
            name: "name",
            description: "1 to 50 characters"
          },
          emoji: {
            name: "emoji",
            description: "One emoji"
          },
          colour: {
            name: "colour",
            description: "Like #3BA55D"
          },
          description: {
            name: "description",
            description: "Up to 200 characters"
          },
          weight: {
            name: "weight",
            description: "Productivity weight, 0 to 5"
          },
          "required-role": {
            name: "required-role",
            description: "Only members with this role use it"
          }
        }
      },
      edit: {
        name: "edit",
        description: "Change a category",
        options: {
          category: {
            name: "category",
            description: "The category to change"
          },
          name: {
            name: "name",
            description: "The new name, 1 to 50 characters"
          },
          emoji: {
            name: "emoji",
            description: "One emoji, or - for none"
          },
          colour: {
            name: "colour",
            description: "Like #3BA55D, or - for none"
          },
          description: {
            name: "description",
            description: "Up to 200 characters, or - for none"
          },
          weight: {
            name: "weight",
            description: "Productivity weight, 0 to 5"
          },
          "required-role": {
            name: "required-role",
            description: "Only members with this role use it; @everyone for all"
          },
          reminder: {
            name: "reminder",
            description: "Ask after this time whether they still work; off, or - for what the server says"
          }
        }
      },
      archive: {
        name: "archive",
        description: "Take a category out of use; its history stays",
        options: {
          category: {
            name: "category",
            description: "The category to archive"
          }
        }
      },
      restore: {
        name: "restore",
        description: "Bring an archived category back",
        options: {
          category: {
            name: "category",
            description: "The category to restore"
          }
        }
      },
      list: {
        name: "list",
        description: "Show all categories"
      },
      move: {
        name: "move",
        description: "Change a category's place in the list",
        options: {
          category: {
            name: "category",
            description: "The category to move"
          },
          position: {
            name: "position",
            description: "Its new place, 1 is the first"
          }
        }
      }
    },
    roles: {
      name: "roles",
      description: "Roles given while people are on the clock",
      setup: {
        name: "setup",
        description: "Create the roles \u201COn the clock\u201D and \u201COn break\u201D and use them"
      },
      set: {
        name: "set",
        description: "Use a role of this server",
        options: {
          kind: {
            name: "kind",
            description: "When the role is given",
            choices: {
              on: "On the clock",
              break: "On a break",
              category: "On the clock in a category"
            }
          },
          role: {
            name: "role",
            description: "The role to give"
          },
          category: {
            name: "category",
            description: "Only for kind \u201Ccategory\u201D"
          }
        }
      },
      clear: {
        name: "clear",
        description: "Give no role any more",
        options: {
          kind: {
            name: "kind",
            description: "Which role to drop",
            choices: {
              on: "On the clock",
              break: "On a break",
              category: "On the clock in a category"
            }
          },
          category: {
            name: "category",
            description: "Only for kind \u201Ccategory\u201D"
          }
        }
      },
      show: {
        name: "show",
        description: "Show the roles in use and what is wrong with them"
      }
    },
    session: {
      name: "session",
      description: "Look at the time of members and correct it",
      list: {
        name: "list",
        description: "The entries of a member",
        options: {
          member: {
            name: "member",
            description: "Whose entries"
          },
          from: {
            name: "from",
            description: "Entries that ended at or after this time, like yesterday 0:00"
          },
          to: {
            name: "to",
            description: "Entries that ended up to this time"
          },
          category: {
            name: "category",
            description: "Only this category"
          }
        }
      },
      edit: {
        name: "edit",
        description: "Correct an entry of a member",
        options: {
          member: {
            name: "member",
            description: "Whose entry"
          },
          entry: {
            name: "entry",
            description: "The entry to correct"
          }
        }
      },
      add: {
        name: "add",
        description: "Add time that a member did not clock",
        options: {
          member: {
            name: "member",
            description: "Whose time"
          },
          category: {
            name: "category",
            description: "What the time was spent on"
          },
          start: {
            name: "start",
            description: "When it began, like 9:30 or yesterday 9:30"
          },
          reason: {
            name: "reason",
            description: "Why; the member is told"
          },
          end: {
            name: "end",
            description: "When it ended; or give the duration"
          },
          duration: {
            name: "duration",
            description: "How long it took, like 1h 20m; or give the end"
          },
          note: {
            name: "note",
            description: "A short note, up to 200 characters"
          }
        }
      },
      delete: {
        name: "delete",
        description: "Delete an entry of a member",
        options: {
          member: {
            name: "member",
            description: "Whose entry"
          },
          entry: {
            name: "entry",
            description: "The entry to delete"
          },
          reason: {
            name: "reason",
            description: "Why; the member is told"
          }
        }
      }
    },
    member: {
      name: "member",
      description: "Suspend and restore members",
      suspend: {
        name: "suspend",
        description: "Clock a member out and keep them from clocking in",
        options: {
          member: {
            name: "member",
            description: "Whom to suspend"
          },
          reason: {
            name: "reason",
            description: "Why; the member reads this"
          },
          until: {
            name: "until",
            description: "How long or until when: 3d, next Friday 9:00"
          }
        }
      },
      restore: {
        name: "restore",
        description: "Let a suspended member clock in again",
        options: {
          member: {
            name: "member",
            description: "Whom to restore"
          }
        }
      },
      show: {
        name: "show",
        description: "A member's time at a glance",
        options: {
          member: {
            name: "member",
            description: "Whose time"
          }
        }
      }
    },
    team: {
      name: "team",
      description: "Everybody's hours against their targets",
      options: {
        from: {
          name: "from",
          description: "First day, like 2026-03-31 or Monday; this week unless told"
        },
        to: {
          name: "to",
          description: "Last day"
        }
      }
    }
  },
  config: {
    name: "config",
    description: "Settings of this server, or your own in direct messages",
    panel: {
      name: "panel",
      description: "Look at the settings and change them"
    },
    show: {
      name: "show",
      description: "List the settings",
      options: {
        topic: {
          name: "topic",
          description: "Only those about this",
          choices: {
            time: "Time and calendar",
            clock: "Clocking in and out",
            corrections: "Corrections",
            reminders: "Long sessions",
            reports: "Reports",
            visibility: "Visibility",
            boards: "Leaderboards and streaks",
            posts: "Channels",
            data: "Data"
          }
        }
      }
    },
    set: {
      name: "set",
      description: "Change one setting",
      options: {
        key: {
          name: "key",
          description: "The setting; pick it from the list"
        },
        value: {
          name: "value",
          description: "Its new value; the list shows what can be chosen"
        }
      }
    },
    reset: {
      name: "reset",
      description: "Set one setting back to its default",
      options: {
        key: {
          name: "key",
          description: "The setting; pick it from the list"
        }
      }
    },
    permissions: {
      name: "permissions",
      description: "Who may do what",
      panel: {
        name: "panel",
        description: "Look at the permissions and change them",
        options: {
          capability: {
            name: "capability",
            description: "Which permission",
            choices: {
              clockIn: "Clock in",
              seeOthers: "See others",
              editOthers: "Edit others",
              approve: "Approve",
              forceClockOut: "Clock others out",
              exportOthers: "Export others",
              seeInsights: "See insights",
              manageCategories: "Manage categories",
              manageSettings: "Manage settings",
              manageDashboards: "Manage dashboards",
              manageMembers: "Manage members",
              seeSystem: "See the system"
            }
          }
        }
      },
      allow: {
        name: "allow",
        description: "Allow something for a role or a member",
        options: {
          capability: {
            name: "capability",
            description: "Which permission",
            choices: {
              clockIn: "Clock in",
              seeOthers: "See others",
              editOthers: "Edit others",
              approve: "Approve",
              forceClockOut: "Clock others out",
              exportOthers: "Export others",
              seeInsights: "See insights",
              manageCategories: "Manage categories",
              manageSettings: "Manage settings",
              manageDashboards: "Manage dashboards",
              manageMembers: "Manage members",
              seeSystem: "See the system"
            }
          },
          role: {
            name: "role",
            description: "A role; @everyone for all"
          },
          member: {
            name: "member",
            description: "A member"
          }
        }
      },
      deny: {
        name: "deny",
        description: "Deny something to a role or a member; this beats what is allowed",
        options: {
          capability: {
            name: "capability",
            description: "Which permission",
            choices: {
              clockIn: "Clock in",
              seeOthers: "See others",
              editOthers: "Edit others",
              approve: "Approve",
              forceClockOut: "Clock others out",
              exportOthers: "Export others",
              seeInsights: "See insights",
              manageCategories: "Manage categories",
              manageSettings: "Manage settings",
              manageDashboards: "Manage dashboards",
              manageMembers: "Manage members",
              seeSystem: "See the system"
            }
          },
          role: {
            name: "role",
            description: "A role; @everyone for all"
          },
          member: {
            name: "member",
            description: "A member"
          }
        }
      },
      clear: {
        name: "clear",
        description: "Go back to the defaults for a role or a member",
        options: {
          capability: {
            name: "capability",
            description: "Which permission",
            choices: {
              clockIn: "Clock in",
              seeOthers: "See others",
              editOthers: "Edit others",
              approve: "Approve",
              forceClockOut: "Clock others out",
              exportOthers: "Export others",
              seeInsights: "See insights",
              manageCategories: "Manage categories",
              manageSettings: "Manage settings",
              manageDashboards: "Manage dashboards",
              manageMembers: "Manage members",
              seeSystem: "See the system"
            }
          },
          role: {
            name: "role",
            description: "A role; @everyone for all"
          },
          member: {
            name: "member",
            description: "A member"
          }
        }
      },
      test: {
        name: "test",
        description: "Explain what a member may do, and why",
        options: {
          member: {
            name: "member",
            description: "Whom to look at"
          }
        }
      }
    }
  },
  explain: {
    name: "explain",
    description: "Where a total comes from: every entry and every change",
    options: {
      entry: {
        name: "entry",
        description: "An entry; pick it from the list"
      },
      day: {
        name: "day",
        description: "A day, like yesterday, 31.3. or 2026-03-31; today unless told"
      }
    }
  },
  privacy: {
    name: "privacy",
    description: "What is kept about you",
    show: {
      name: "show",
      description: "Show what is kept about you, in words"
    },
    export: {
      name: "export",
      description: "Take along everything that is kept about you",
      options: {
        where: {
          name: "where",
          description: "Here or everywhere",
          choices: {
            here: "Here",
            everywhere: "Everywhere"
          }
        }
      }
    },
    erase: {
      name: "erase",
      description: "Erase everything that is kept about you",
      options: {
        where: {
          name: "where",
          description: "Here or everywhere",
          choices: {
            here: "Here",
            everywhere: "Everywhere"
          }
        }
      }
    },
    settings: {
      name: "settings",
      description: "What others see of you, and direct messages"
    },
    voice: {
      name: "voice",
      description: "May voice channels clock you in and out?",
      options: {
        choice: {
          name: "choice",
          description: "On or off",
          choices: {
            on: "On",
            off: "Off"
          }
        }
      }
    }
  },
  alloc: {
    name: "alloc",
    description: "Weekly targets for your time",
    set: {
      name: "set",
      description: "Set how much time a week you want to spend on a category",
      options: {
        category: {
          name: "category",
          description: "What the time is for"
        },
        hours: {
          name: "hours",
          description: "Hours a week, like 37, 7.5 or 1h 30m"
        },
        week: {
          name: "week",
          description: "The first week that it holds for; this week unless you say another"
        }
      }
    },
    show: {
      name: "show",
      description: "Your targets, and how far you are",
      options: {
        week: {
          name: "week",
          description: "Another week: next, 2026-W05 or a day in it"
        }
      }
    },
    clear: {
      name: "clear",
      description: "Take a target away",
      options: {
        category: {
          name: "category",
          description: "Whose target to take away"
        },
        week: {
          name: "week",
          description: "The first week without it; this week unless you say another"
        }
      }
    }
  },
  leaderboard: {
    name: "leaderboard",
    description: "Who has worked most, posts and seasons",
    show: {
      name: "show",
      description: "The leaderboard, and your place on it",
      options: {
        category: {
          name: "category",
          description: "Only time of this category"
        },
        timeframe: {
          name: "timeframe",
          description: "Which time counts; this week unless you say another",
          choices: {
            day: "Today",
            week: "This week",
            month: "This month",
            season: "The season",
            all: "All time"
          }
        },
        page: {
          name: "page",
          description: "Which page"
        },
        public: {
          name: "public",
          description: "Show it to everybody in the channel"
        }
      }
    },
    post: {
      name: "post",
      description: "Leaderboards that are posted by themselves",
      set: {
        name: "set",
        description: "Post a leaderboard at the end of each week or month",
        options: {
          channel: {
            name: "channel",
            description: "Where it is posted"
          },
          schedule: {
            name: "schedule",
            description: "When",
            choices: {
              week: "Every week",
              month: "Every month"
            }
          },
          category: {
            name: "category",
            description: "Only time of this category"
          }
        }
      },
      off: {
        name: "off",
        description: "Stop posting",
        options: {
          post: {
            name: "post",
            description: "Which one; all unless you say"
          }
        }
      },
      list: {
        name: "list",
        description: "List what is posted, and when next"
      }
    },
    season: {
      name: "season",
      description: "Seasons of the leaderboard",
      start: {
        name: "start",
        description: "Start a season",
        options: {
          name: {
            name: "name",
            description: "What it is called"
          },
          from: {
            name: "from",
            description: "Its first day, like 2026-03-01 or Monday; today unless you say another"
          },
          to: {
            name: "to",
            description: "Its last day; none until you end it"
          }
        }
      },
      end: {
        name: "end",
        description: "End the season that is running",
        options: {
          day: {
            name: "day",
            description: "Its last day; today unless you say another"
          }
        }
      },
      delete: {
        name: "delete",
        description: "Delete a season; the time itself stays",
        options: {
          season: {
            name: "season",
            description: "Which one"
          }
        }
      },
      list: {
        name: "list",
        description: "List the seasons"
      }
    }
  },
  setup: {
    name: "setup",
    description: "Set Punchcard up for this server, step by step"
  },
  timecard: {
    name: "Time card"
  },
  dashboard: {
    name: "dashboard",
    description: "Dashboards that show who is on the clock",
    post: {
      name: "post",
      description: "Post a dashboard that is kept up to date",
      options: {
        category: {
          name: "category",
          description: "Only this category; all of them unless you say"
        },
        channel: {
          name: "channel",
          description: "Where; the channel for dashboards, or this one"
        }
      }
    },
    list: {
      name: "list",
      description: "The dashboards of this server"
    },
    remove: {
      name: "remove",
      description: "Take a dashboard away",
      options: {
        dashboard: {
          name: "dashboard",
          description: "Which one"
        }
      }
    },
    move: {
      name: "move",
      description: "Move a dashboard to another channel",
      options: {
        dashboard: {
          name: "dashboard",
          description: "Which one"
        },
        channel: {
          name: "channel",
          description: "Where to; the channel for dashboards, or this one"
        }
      }
    },
    personal: {
      name: "personal",
      description: "Your own day, week and last entries; only you see it"
    }
  },
  activitylog: {
    name: "activitylog",
    description: "Where this server is told what happens on the clock",
    set: {
      name: "set",
      description: "Choose the channel for the log, or for one kind of events",
      options: {
        channel: {
          name: "channel",
          description: "Where; everybody who can read it sees who works when"
        },
        kind: {
          name: "kind",
          description: "Only these events; unless you say, all that have no channel of their own",
          choices: {
            clock: "Everything on the clock (in, out, breaks)",
            clockIn: "Clock in",
            clockOut: "Clock out",
            pause: "Break begun",
            resume: "Break ended",
            corrections: "Corrections",
            requests: "Requests for approval",
            forceOut: "Clocked out by others",
            settings: "Settings",
            roles: "Roles that could not be given"
          }
        }
      }
    },
    off: {
      name: "off",
      description: "Tell nothing any more, or one kind of events",
      options: {
        kind: {
          name: "kind",
          description: "Only these events; everything unless you say",
          choices: {
            clock: "Everything on the clock (in, out, breaks)",
            clockIn: "Clock in",
            clockOut: "Clock out",
            pause: "Break begun",
            resume: "Break ended",
            corrections: "Corrections",
            requests: "Requests for approval",
            forceOut: "Clocked out by others",
            settings: "Settings",
            roles: "Roles that could not be given"
          }
        }
      }
    },
    show: {
      name: "show",
      description: "What is told where, and what I may not do there"
    }
  },
  voice: {
    name: "voice",
    description: "Voice channels that clock in and out",
    set: {
      name: "set",
      description: "A voice channel clocks in those who join it and agreed",
      options: {
        channel: {
          name: "channel",
          description: "The voice channel"
        },
        category: {
          name: "category",
          description: "What time there counts for"
        }
      }
    },
    off: {
      name: "off",
      description: "A voice channel does not clock in any more",
      options: {
        channel: {
          name: "channel",
          description: "The voice channel"
        }
      }
    },
    list: {
      name: "list",
      description: "Which voice channels clock in, and how it works"
    }
  }
};

// data/locales/en/common.json
var common_default2 = {
  duration: { hours: "{{n}} h", minutes: "{{n}} min", seconds: "{{n}} s" },
  size: { kib: "{{n}} KiB", mib: "{{n}} MiB", gib: "{{n}} GiB" },
  milliseconds: "{{n}} ms",
  none: "none",
  more: "\u2026 and {{n}} more",
  page: "Page {{page}} of {{pages}}",
  previous: "Back",
  next: "Next",
  willSync: "Recorded, will sync: the database cannot be reached right now, so this is kept safely on disk until it is back.",
  possiblyStale: "Possibly out of date: the database cannot be reached right now, so this is what was last seen."
};

// data/locales/en/dashboards.json
var dashboards_default2 = {
  title: "\u23F1\uFE0F On the clock: {{n}}",
  titleOf: "\u23F1\uFE0F {{category}}: {{n}} on the clock",
  paused: "{{n}} on a break",
  onBreak: "\u2615 break since {{since}}",
  today: "Today",
  asOf: "as of {{time}}",
  nothingYet: "No time yet.",
  together: "All together: {{duration}}",
  week: "Most time this week",
  page: "Page {{page}} of {{pages}}",
  choose: "What do you clock in to?",
  menu: "Category",
  beyond: "{{n}} more have no room in this menu. `/clockin` finds them all.",
  last: "As last time: {{category}}",
  buttons: {
    clockIn: "Clock in",
    again: "As last time",
    pause: "Break / go on",
    clockOut: "Clock out",
    status: "My status",
    people: "Show all",
    before: "Previous",
    after: "Next",
    refresh: "Refresh"
  },
  all: "All categories",
  choice: "{{n}}: {{what}}, {{day}}",
  posted: "The dashboard appears in {{channel}} in a moment, and is kept up to date from then on.",
  moved: "The dashboard moves to {{channel}} in a moment.",
  removed: "The dashboard in {{channel}} is no longer kept.",
  messageStays: "I could not delete its message in {{channel}}. Please delete it by hand.",
  list: "Dashboards",
  none: "There is none yet. `/dashboard post` posts one.",
  open: "open",
  notYet: "not posted yet",
  askedBy: "{{member}}, {{date}}",
  warning: {
    messageDeleted: "\u26A0\uFE0F A dashboard in {{channel}} was deleted, so I no longer keep it. `/dashboard post` posts a new one.",
    channelDeleted: "\u26A0\uFE0F A channel with a dashboard was deleted ({{channel}}), so I no longer keep that dashboard. `/dashboard post` posts a new one elsewhere.",
    hidden: "\u26A0\uFE0F I cannot see {{channel}} any more, so the dashboard there stands still. Give me the permissions \u201CView Channel\u201D, \u201CSend Messages\u201D and \u201CEmbed Links\u201D there. I try again by myself.",
    readOnly: "\u26A0\uFE0F I may not write in {{channel}} any more, so the dashboard there stands still. Give me the permissions \u201CSend Messages\u201D and \u201CEmbed Links\u201D there. I try again by myself."
  },
  personal: {
    title: "My dashboard",
    off: "You are not on the clock.",
    on: "{{category}}, begun {{since}}",
    paused: "{{category}}, break begun {{since}}",
    legend: "\u2588 on the clock, \u2592 on a break; each sign is half an hour",
    week: "This week",
    last: "Last entries"
  }
};

// data/locales/en/discord.json
var discord_default2 = {
  roleReason: "Punchcard: follows the time clock",
  roleWarning: {
    notFound: "\u26A0\uFE0F A role that I give to people on the clock was deleted. An admin can choose another with `/admin roles set`, or stop using it with `/admin roles clear`.",
    aboveBot: "\u26A0\uFE0F I cannot give {{role}} to people on the clock: it stands above my own role. In Server Settings \u2192 Roles, drag my role above {{role}}. I try again by myself.",
    managed: "\u26A0\uFE0F I cannot give {{role}} to people on the clock: it belongs to an integration. An admin can choose another role with `/admin roles set`.",
    permissionMissing: "\u26A0\uFE0F I cannot give {{role}} to people on the clock: Discord does not allow me to. Give me the permission \u201CManage Roles\u201D in Server Settings \u2192 Roles. I try again by myself."
  },
  boardWarning: {
    notFound: "\u26A0\uFE0F The channel for a leaderboard was deleted. Choose another with `/leaderboard post set`, or stop it with `/leaderboard post off`.",
    hidden: "\u26A0\uFE0F I could not post a leaderboard in {{channel}}: I cannot see that channel. Give me the permissions \u201CView Channel\u201D and \u201CSend Messages\u201D there. I try again when the next one is due.",
    readOnly: "\u26A0\uFE0F I could not post a leaderboard in {{channel}}: I may not write there. Give me the permissions \u201CView Channel\u201D and \u201CSend Messages\u201D there. I try again when the next one is due."
  }
};

// data/locales/en/entries.json
var entries_default2 = {
  buttons: {
    confirm: "Confirm",
    reopen: "Reopen",
    adjust: "Adjust time",
    edit: "Edit",
    save: "Save",
    cancel: "Cancel"
  },
  summary: {
    saved: "Saved: {{category}}",
    added: "Added: {{category}}",
    entry: "Entry: {{category}}"
  },
  state: {
    title: "State",
    confirmed: "Confirmed",
    unconfirmed: "Not confirmed yet",
    confirmsItself: "confirms itself {{when}}",
    adjusted: "time adjusted by hand"
  },
  leftToOthers: {
    title: "Not counted twice",
    text: "{{duration}} of this time belong to another entry already. They are a break here."
  },
  adjust: {
    title: "Adjust time",
    label: "Effective duration",
    description: "Leave it empty to count what was measured.",
    placeholder: "1h 20m, 80m or 1:20"
  },
  fields: {
    start: "Start",
    end: "End",
    category: "Category",
    categoryName: "Its name.",
    breaks: "Breaks",
    zone: "Times are in {{zone}}. Another zone: /timezone set",
    timeExample: "2026-03-31 10:15, yesterday 9:30 or 9:30",
    breaksExample: "12:00 - 12:30, 15:00 - 15:10",
    endOfActive: "Leave it empty to keep the session running."
  },
  edit: {
    title: "Edit the entry",
    titleActive: "Edit the running session"
  },
  draft: {
    add: "Add this entry?",
    edit: "Save this change?",
    when: "When",
    before: "Until now",
    after: "From now on",
    since: "since {{time}}",
    withBreaks: "{{effective}} without {{breaks}} of breaks",
    cut: "The other entry changes too: {{category}}"
  },
  clash: {
    title: "This overlaps with another entry",
    text: "The same time would count twice. What shall it be?",
    other: "Already there: {{category}}",
    startAt: "Start at its end",
    endAt: "End at its start",
    cut: "Cut the other one"
  },
  twice: {
    title: "Which one do you mean?",
    text: "The clocks are put back there, so that time exists twice."
  },
  cancelled: "Cancelled, nothing was changed.",
  list: {
    title: "Your time",
    unconfirmed: "not confirmed",
    adjusted: "adjusted",
    running: "running",
    forcedBy: "clocked out by {{by}}",
    from: "from {{time}}",
    to: "to {{time}}",
    newer: "Newer",
    older: "Older",
    empty: "There are no entries here.",
    notYet: "No entry so far that fits. Older ones have not been looked at yet.",
    suspendedBy: "ended by a suspension, by {{by}}"
  },
  delete: {
    title: "Delete this entry? {{category}}",
    done: "Deleted: {{category}}",
    button: "Delete",
    undo: "/session undo brings it back."
  },
  undo: {
    title: "Undo your last change?",
    done: "Undone",
    button: "Undo",
    line: "**{{event}}** {{when}}: {{category}}, {{times}}"
  },
  events: {
    clockedIn: "Clocked in",
    paused: "Began a break",
    resumed: "Ended a break",
    clockedOut: "Clocked out",
    noteSet: "Changed the note",
    adjusted: "Adjusted the time",
    confirmed: "Confirmed",
    reopened: "Reopened",
    entryAdded: "Added an entry",
    entryEdited: "Edited an entry",
    entryDeleted: "Deleted an entry",
    entryImported: "Imported an entry",
    recounted: "Counted anew",
    other: "Changed an entry"
  },
  switched: "Clocked out of {{category}}: {{duration}} counted.",
  switchedShort: "That is shorter than {{minimum}}. If it was not meant, `/session delete` takes it out.",
  goOn: {
    title: "Go on with {{category}}?",
    text: "You clocked out at {{time}} ({{relative}}). If you go on, the time since becomes a break.",
    goOn: "Go on with the last one",
    beginNew: "Start a new one"
  },
  managed: {
    title: "Time of {{member}}",
    member: "Member",
    reason: "Reason",
    reasonText: "The member is told it.",
    add: "Add an entry",
    remove: "Delete an entry",
    removeTitle: "Delete this entry?",
    told: "The member is told at their next reply."
  },
  ended: {
    member_left: "ended when the member left",
    bot_removed: "ended when the bot was removed",
    forced: "clocked out by somebody else",
    unanswered: "ended by itself, without an answer",
    limit: "ended by itself, at the limit",
    role_lost: "ended when the role was lost",
    suspended: "ended by a suspension",
    voice: "ended by leaving the voice channel"
  },
  byOthers: {
    title: "Somebody changed your time",
    intro: "This was changed for you:",
    line: "**{{event}}** {{when}} by {{by}}: {{category}}",
    reason: "Reason: {{reason}}"
  }
};

// data/locales/en/errors.json
var errors_default2 = {
  SESSION_ALREADY_ACTIVE: "You are already on the clock. Clock out first, or look with /status.",
  SESSION_NOT_ACTIVE: "You are not on the clock.",
  SESSION_ALREADY_PAUSED: "You are already on a break.",
  SESSION_NOT_PAUSED: "You are not on a break.",
  SESSION_NOT_FOUND: "That session is no longer there.",
  SESSION_NOT_ENDED: "That session has not ended yet.",
  SESSION_ALREADY_CONFIRMED: "That session is already confirmed.",
  EVENT_TOO_OLD: "This happened before your last change and can no longer be placed.",
  NOTE_REQUIRED: "A note is required here. Clock out with the option note: /clockout note: what you did.",
  NOTE_TOO_LONG: "That note is too long. {{max}} characters at most.",
  EFFECTIVE_TIME_INVALID: "That time does not fit the session.",
  DURATION_INVALID: "I do not understand the duration \u201C{{input}}\u201D. Try 1h 20m, 80m, 1:20 or 1.5h.",
  TIME_INVALID: "I do not understand the time \u201C{{input}}\u201D. Try 9:30, yesterday 9:30, 3h ago or 2026-03-31 10:15.",
  TIME_SKIPPED: "That time does not exist: the clocks are put forward there, from {{before}} straight to {{after}}.",
  ZONE_NOT_FOUND: "I do not know the time zone \u201C{{input}}\u201D. Pick one from the list that opens as you type, such as Europe/Berlin.",
  FORCE_OUT_WHOM: "Say whom: fill in one of a member, a role or a category.",
  MEMBER_OFF_THE_CLOCK: "{{member}} is not on the clock.",
  NOBODY_ON_THE_CLOCK: "None of them is on the clock, so there is nobody to clock out.",
  END_BEFORE_START: "The session began at {{start}}, and cannot end before that.",
  END_AHEAD: "{{until}} has not come yet. Leave the time empty to clock out now.",
  CLAIM_GONE: "There is nothing to claim any more: the session was changed since, or it is longer ago than a week. `/session list` shows your entries.",
  CLAIM_TOO_LATE: "The clock ran until {{until}}: more than that cannot be claimed. `/session list` changes the entry in any other way.",
  RANGE_BACKWARDS: "The first day lies after the last one. Swap them.",
  RANGE_TOO_LONG: "Choose at most {{max}} days.",
  ENTRY_TIMES_INVALID: "Those times do not make an entry: it has to end after it began, and be at most 366 days long.",
  ENTRY_PAUSES_INVALID: "Those breaks do not fit: they have to lie within the entry, one after the other, {{max}} at most.",
  ENTRY_CHANGED: "That was changed again since, so it cannot be undone.",
  SESSION_RESUMABLE: "You clocked out of this only a moment ago.",
  ENTRY_OVERLAPS: "That overlaps with another entry of yours, from {{from}} to {{to}}.",
  SELF_EDIT_TOO_FAR_BACK: "Here members change their own time only up to {{days}} days back, and there is no channel in which I could ask for approval. Ask somebody who manages the server.",
  SELF_EDIT_TOO_MUCH: "Here members change the time of an entry only by up to {{minutes}} minutes at once, and there is no channel in which I could ask for approval. Ask somebody who manages the server.",
  SELF_EDIT_NO_ADDING: "Here members do not add entries by themselves, and there is no channel in which I could ask for approval. Ask somebody who manages the server.",
  BREAKS_NOT_UNDERSTOOD: "I do not understand the break \u201C{{input}}\u201D. Write breaks like 12:00 - 12:30, 15:00 - 15:10.",
  END_OR_DURATION: "Say either when it ended or how long it took: fill in one of the two.",
  NOTHING_TO_UNDO: "You have changed nothing within the last day that could be undone.",
  DAY_INVALID: "I do not understand the day \u201C{{input}}\u201D. Try yesterday, Monday, 31.3. or 2026-03-31.",
  CONFIRMATION_WRONG: "Nothing was erased. To confirm, type {{word}}.",
  EXPORT_TOO_LARGE: "That is more than a file here may hold ({{max}} MiB). Try it in one place at a time, or ask whoever runs the bot.",
  NOTHING_TO_CHANGE: "There is nothing to change.",
  TARGET_INVALID: "\u201C{{input}}\u201D is no target for a week. Give 0 to 168 hours: `37`, `7.5`, `37h` or `1h 30m`.",
  TARGET_NOT_SET: "\u201C{{name}}\u201D has no target in that week.",
  WEEK_INVALID: "\u201C{{input}}\u201D is no week that I understand. Write `this`, `next`, `2026-W05`, or a day in it like `2026-01-31`.",
  TOO_MANY_ENTRIES: "Too many at once: {{max}} entries at most.",
  CATEGORY_NOT_FOUND: "There is no category \u201C{{input}}\u201D here. Pick one from the list that opens as you type.",
  CATEGORY_ARCHIVED: "The category \u201C{{name}}\u201D is archived. An admin can restore it with /admin categories restore.",
  CATEGORY_NOT_ARCHIVED: "The category \u201C{{name}}\u201D is not archived.",
  CATEGORY_NAME_TAKEN: "There is already a category \u201C{{name}}\u201D. It may be archived.",
  CATEGORY_NAME_INVALID: "A category's name has 1 to {{max}} visible characters.",
  CATEGORY_DESCRIPTION_TOO_LONG: "That description is too long. {{max}} characters at most.",
  CATEGORY_WEIGHT_INVALID: "The weight is a whole number from {{min}} to {{max}}.",
  CATEGORY_COLOUR_INVALID: "I do not understand the colour \u201C{{input}}\u201D. Write it like #3BA55D.",
  CATEGORY_EMOJI_INVALID: "That is not one emoji.",
  CATEGORY_POSITION_INVALID: "Positions go from 1 to {{max}}.",
  CATEGORY_LIMIT_REACHED: "There are already {{max}} active categories. Archive one first.",
  CATEGORY_ROLE_REQUIRED: "The category \u201C{{name}}\u201D is only for members with the role {{role}}.",
  CATEGORY_EDIT_EMPTY: "Nothing to change: fill in at least one of the options.",
  GUILD_ONLY: "This works in a server only.",
  NOT_YOURS: "These buttons belong to somebody else. Use /status to see your own.",
  CAPABILITY_MISSING: "You may not do that here. Ask somebody who manages the server to give you the permission \u201C{{capability}}\u201D.",
  SUBJECT_REQUIRED: "Say for whom: fill in a role, a member, or both.",
  GRANT_LIMIT_REACHED: "A list holds {{max}} roles and {{max}} members at most. Give a role to those who are meant instead.",
  LOCKS_YOU_OUT: "Nothing was changed: you could no longer change it back yourself.",
  OTHERS_HIDDEN: "Here members do not see the time of others.",
  MEMBER_NOT_HERE: "That is not a member of this server.",
  MEMBER_SUSPENDED: "You are suspended here and cannot clock in. Reason: {{reason}}",
  MEMBER_SUSPENDED_UNTIL: "You are suspended here and cannot clock in until {{until}}. Reason: {{reason}}",
  NOT_SUSPENDED: "That member is not suspended.",
  SUSPENSION_LIMIT_REACHED: "{{max}} members are suspended already, and that is the most there can be.",
  UNTIL_INVALID: "I do not understand \u201C{{input}}\u201D. Say how long or until when: 3d, 12h, next Friday 9:00 or 2027-01-31 18:00.",
  UNTIL_PAST: "{{until}} is not ahead. Say how long or until when: 3d, 12h, next Friday 9:00 or 2027-01-31 18:00.",
  MANAGE_GUILD_REQUIRED: "You need the permission \u201CManage Server\u201D for this.",
  RATE_LIMITED: "You asked for a lot within a few seconds, so this was not done. Nothing was changed. In {{seconds}} s you can go on ({{until}}).",
  SERVER_RATE_LIMITED: "People of this server asked for a lot within a few seconds, so this was not done. Nothing was changed. In {{seconds}} s you can go on ({{until}}). The clock works all the same.",
  STALE_CONTROL: "That is out of date, so nothing was changed. Use /status to see where you are now.",
  FIELD_REQUIRED: "\u201C{{field}}\u201D must be filled in.",
  FIELD_TOO_SHORT: "\u201C{{field}}\u201D needs at least {{min}} characters.",
  FIELD_TOO_LONG: "\u201C{{field}}\u201D is too long. {{max}} characters at most.",
  FIELD_COUNT: "\u201C{{field}}\u201D takes {{min}} to {{max}} choices.",
  FILE_TOO_LARGE: "The file \u201C{{name}}\u201D is too large. {{max}} MiB at most.",
  FILE_TYPE_INVALID: "The file \u201C{{name}}\u201D is of a type that is not taken here. Taken are: {{types}}",
  ROLE_NOT_FOUND: "That role does not exist any more.",
  ROLE_NOT_YOURS_TO_GIVE: "Which roles I give is chosen by those who have \u201CManage Roles\u201D or \u201CManage Server\u201D in Discord.",
  ROLE_ABOVE_BOT: "That role is above mine. Move my role above it in the server settings.",
  ROLE_EVERYONE: "`@everyone` is the role that every member of the server has; Discord does not let anybody give it or take it away. Choose another role.",
  ROLE_MANAGED: "That role belongs to an integration and cannot be given by hand.",
  ROLE_PERMISSION_MISSING: "I may not manage roles here. Give me the permission \u201CManage Roles\u201D.",
  DISCORD_UNAVAILABLE: "Discord does not answer right now. Please try again in a moment.",
  SETTING_NOT_FOUND: "There is no setting \u201C{{input}}\u201D here. Pick one from the list that opens as you type.",
  SETTING_CHOICE_INVALID: "\u201C{{input}}\u201D cannot be chosen here. You can choose: {{of}}.",
  SETTING_CHOICES_INVALID: "\u201C{{input}}\u201D cannot be chosen here. Write one or several of these, with commas between them: {{of}}. Or write none.",
  SETTING_TIME_INVALID: "\u201C{{input}}\u201D does not fit here. Write a time from {{min}} to {{max}}, for example 4:00 or 4:30.",
  SETTING_DURATION_INVALID: "\u201C{{input}}\u201D does not fit here. Write whole minutes from {{min}} to {{max}}, for example 1h 30m, 90m or 1:30.",
  SETTING_DURATION_OR_OFF_INVALID: "\u201C{{input}}\u201D does not fit here. Write whole minutes from {{min}} to {{max}}, for example 1h 30m, 90m or 1:30. Or write off.",
  SETTING_DAYS_INVALID: "\u201C{{input}}\u201D does not fit here. Write a number of days from {{min}} to {{max}}, for example 14.",
  SETTING_DAYS_OR_OFF_INVALID: "\u201C{{input}}\u201D does not fit here. Write a number of days from {{min}} to {{max}}, for example 14. Or write off.",
  SETTING_ROLE_INVALID: "\u201C{{input}}\u201D is not a role. Write @ and choose one, or write off for none.",
  SETTING_CHANNEL_INVALID: "\u201C{{input}}\u201D is not a channel. Write # and choose one, or write off for none.",
  CHANNEL_NOT_FOUND: "That channel does not exist any more, or I cannot see it. Give me the permission \u201CView Channel\u201D there.",
  CHANNEL_NOT_TEXT: "That is not a text channel. Choose a text or announcement channel.",
  CHANNEL_HIDDEN: "I cannot see that channel. Give me the permissions \u201CView Channel\u201D, \u201CSend Messages\u201D and \u201CEmbed Links\u201D there.",
  CHANNEL_READ_ONLY: "I may not write in that channel. Give me the permissions \u201CSend Messages\u201D and \u201CEmbed Links\u201D there.",
  CHANNEL_EMBEDS_MISSING: "I may write in that channel, but not show cards. Give me the permission \u201CEmbed Links\u201D there.",
  NOT_RECORDED: "Not recorded: neither the database nor the disk could take it. Please try again in a moment.",
  COMMIT_UNCERTAIN: "It is not certain that this was recorded. Look with /status in a moment.",
  STORE_UNAVAILABLE: "The database cannot be reached right now. Please try again in a moment.",
  TOO_MANY_CONFLICTS: "Too much was changed at the same time. Please try again.",
  OVERLOADED: "There is too much to do right now. Please try again in a moment.",
  SHUTTING_DOWN: "I am just restarting. Please try again in a moment.",
  UNEXPECTED: "Something went wrong on our side. If it happens again, tell an admin this reference: {{reference}}",
  CATEGORY_REQUIRED: "Say which category this is about.",
  REQUEST_OWN: "Nobody answers their own requests. Somebody else who may approve has to.",
  REQUESTS_FULL: "{{max}} of your requests wait for an answer, and that is the most there can be. Withdraw one with /session requests.",
  REQUEST_PENDING: "You have asked for a change of this entry already. Withdraw that with /session requests, or wait for the answer.",
  REQUEST_NOT_FOUND: "This request is no longer there.",
  REQUEST_ANSWERED: "This request has been answered already.",
  REQUEST_CHANGED: "The entry is no longer as it was when this was asked for, so it cannot be approved any more. You can decline it.",
  MESSAGE_NOT_FOUND: "That message is no longer there.",
  REQUEST_CHANNEL_MISSING: "There is no channel for requests here that I can write to. Ask somebody who manages the server.",
  DASHBOARD_LIMIT_REACHED: "There are {{max}} dashboards on this server already. Take one away with `/dashboard remove`.",
  DASHBOARD_NOT_FOUND: "There is no such dashboard. `/dashboard list` shows those that there are.",
  CATEGORY_NONE_USABLE: "There is no category here that you may use. Ask somebody who manages the server.",
  NOTE_REQUIRED_ON_CARD: "A note is wanted here with every session. \u201CClock out\u201D below asks for it.",
  BOARDS_OFF: "There are no leaderboards in this server. Those who manage it can turn them on with /config panel.",
  SEASON_NONE: "There has been no season in this server yet.",
  SEASON_NOT_FOUND: "There is no season \u201C{{input}}\u201D. /leaderboard season list shows all.",
  SEASON_NOT_RUNNING: "No season is running that could be ended.",
  SEASON_NAME_INVALID: "A season needs a name of 1 to 50 characters.",
  SEASON_DAYS_INVALID: "A season cannot end before it begins.",
  SEASON_OVERLAPS: "Some of these days belong to the season \u201C{{name}}\u201D. End that one first, or choose other days.",
  SEASON_EXISTS: "There is a season \u201C{{name}}\u201D already. Choose another name.",
  SEASONS_FULL: "There are {{max}} seasons, and that is the most that are kept. Delete an old one first.",
  BOARD_POSTS_FULL: "{{max}} leaderboards are posted by themselves, and that is the most there can be. Turn one off with /leaderboard post off.",
  BOARD_POST_NOT_FOUND: "That leaderboard is not posted by itself. /leaderboard post list shows all that are.",
  VOICE_CHANNELS_FULL: "{{max}} voice channels clock in already, and that is the most there can be. Take one off with `/voice off`.",
  VOICE_CHANNEL_NOT_SET: "That voice channel does not clock anybody in. `/voice list` shows those that do."
};

// data/locales/en/exportdocument.json
var exportdocument_default2 = {
  title: "Timesheet",
  of: "{{title}}: {{name}}",
  facts: {
    server: "Server",
    period: "Period",
    category: "Category",
    zone: "Time zone",
    zoneFrom: "{{zone}}, days begin at {{clock}}",
    members: "People",
    rounding: "Rounding",
    made: "Made on"
  },
  rounding: {
    none: "none, to the second",
    entry: {
      nearest: "each entry to the nearest {{step}}",
      up: "each entry up to whole {{step}}",
      down: "each entry down to whole {{step}}"
    },
    day: {
      nearest: "each day to the nearest {{step}}",
      up: "each day up to whole {{step}}",
      down: "each day down to whole {{step}}"
    }
  },
  figures: {
    total: "Total time",
    decimal: "{{hours}} hours",
    target: "Target",
    targetMore: "in whole weeks",
    difference: "Difference"
  },
  columns: {
    day: "Day",
    start: "Start",
    end: "End",
    break: "Break",
    category: "Category",
    note: "Note",
    time: "Time",
    dayTotal: "Day total",
    hours: "Hours",
    share: "Share",
    member: "Name",
    entries: "Entries",
    week: "Week",
    target: "Target"
  },
  sections: {
    categories: "By category",
    members: "By person",
    weeks: "By week",
    days: "By day",
    entries: "Entries"
  },
  week: "Week of {{days}}",
  weekTotal: "Week total",
  weekTarget: "Week total, target {{target}}",
  total: "Total",
  everybody: "All entries of {{name}}",
  continued: "continued from {{day}}",
  otherZone: "{{note}} [{{zone}}]",
  chart: {
    days: "Hours by day",
    weeks: "Hours by week",
    target: "Target",
    altDays: "Bar chart of the hours of each day. {{values}}",
    altWeeks: "Bar chart of the hours of each week. {{values}}",
    value: "{{label}}: {{hours}}"
  },
  entries_one: "{{count}} entry in this report.",
  entries_other: "{{count}} entries in this report.",
  empty: "No entries in this period.",
  signature: {
    own: "Place, date, signature",
    approved: "Place, date, signature (approved)"
  },
  page: "Page {{page}} of {{pages}}",
  missing: "No font of this report has these characters, so their numbers stand in their place: {{list}}"
};

// data/locales/en/forceout.json
var forceout_default2 = {
  form: {
    title: "Clock this member out?",
    at: "When",
    atText: "In {{zone}}. Leave it empty to clock out now.",
    yourZone: "your time zone"
  },
  question: {
    title: "Clock out at this time?",
    counts: "{{end}}, {{duration}} count"
  },
  cancelled: "Cancelled, nobody was clocked out.",
  all: {
    title: "Clock all of them out? ({{n}})",
    role: "Role",
    now: "now",
    who: "Who: {{n}}",
    person: "{{member}}, began {{since}}",
    button: "Clock out {{n}}",
    done: "Clocked out: {{n}}",
    off: "Had clocked out themselves",
    later: "Began after that time, so they were left alone",
    failed: "Not clocked out",
    failedText: "{{n}}. Try again in a moment; nobody is clocked out twice.",
    told: "Each of them is told at their next reply."
  }
};

// data/locales/en/explain.json
var explain_default2 = {
  titleDay: "Where the time of {{day}} comes from (days of {{zone}})",
  titleEntry: "Where the time of this entry comes from (days of {{zone}})",
  nothing: "Nothing counts for this day, and nothing that did was taken away.",
  fromTo: "{{start}} to {{end}}",
  since: "since {{start}}, still running",
  counts: "measured {{measured}} \u2212 paused {{paused}} = **{{effective}}**",
  countsOverride: "measured {{measured}}, paused {{paused}}; set by hand to **{{effective}}**",
  onThisDay: "of this day: {{duration}}",
  onDay: "on {{day}}: {{duration}}",
  sum: "In all: {{duration}}",
  fractions: "{{duration}} of it come from fractions of seconds: each figure above is cut off to whole seconds.",
  cutOff: "Each figure is cut off to whole seconds, so they may be a second apart.",
  notStored: "The stored total of this day is another one. Please tell somebody who manages the server: /admin verify shows the difference.",
  cut: "There are more changes than I look through; the oldest are not shown.",
  former: "does not count (any more)",
  changed: "**{{event}}** {{when}}, by {{who}}, {{source}}",
  change: "{{field}}: {{before}} \u2192 {{after}}",
  late: "Recorded while the database was away, stored {{when}}",
  bot: "the bot itself",
  none: "none",
  undone: "Took back a change",
  restored: "Restored from a backup",
  refused: "Recorded while the database was away, and not applied",
  refusedLine: "{{command}}, {{when}}: {{reason}}",
  field: {
    category: "category",
    start: "start",
    end: "end",
    paused: "breaks",
    override: "time set by hand",
    status: "state",
    note: "note",
    counting: "days counted by"
  },
  status: {
    RUNNING: "running",
    PAUSED: "on a break",
    ENDED_UNCONFIRMED: "not confirmed",
    ENDED_CONFIRMED: "confirmed"
  },
  source: {
    command: "by a command",
    button: "by a button",
    modal: "in a form",
    select: "in a menu",
    sweep: "when the bot looked whether everything is in order",
    leave: "because the member left",
    recount: "by a recount",
    due: "because nobody had changed it for the set time",
    restore: "by a restore",
    sample: "as sample history",
    approval: "by approving a request"
  },
  verify: {
    title: "Totals, entries and ledger",
    member: "{{who}}: {{entries}}, {{changes}}",
    entries_one: "{{count}} entry",
    entries_other: "{{count}} entries",
    changes_one: "{{count}} change",
    changes_other: "{{count}} changes",
    fine: "no differences",
    differences_one: "**{{count}} difference**",
    differences_other: "**{{count}} differences**",
    notCompared: "the ledger was not compared, because a backup was restored over something newer",
    changing: "not compared: the member is changing something all the time. Please try again",
    none: "There is nobody here yet.",
    hint: "Totals are counted anew from the entries, and the entries from the ledger. Nothing is changed by this.",
    total: "{{day}}, {{category}}: the entries make {{fromEntries}}, the total says {{stored}}",
    session: "Entry {{id}} is not as the ledger tells it",
    twice: "Entry {{id}} is stored twice",
    gap: "The ledger lacks a change of entry {{id}}"
  }
};

// data/locales/en/privacy.json
var privacy_default2 = {
  show: {
    titleGuild: "What is kept about you in this server",
    titleOwn: "What is kept about you in your own space",
    entries_one: "One entry with its times, breaks, category and note; it begins {{first}} and ends {{last}}.",
    entries_other: "{{count}} entries with their times, breaks, categories and notes; the first begins {{first}}, the last ends {{last}}.",
    noEntries: "No entries.",
    totals: "Sums of them by day and category, which totals and leaderboards are made of.",
    running: "The session that is running now, and when you were last seen in the server while it runs (to the minute).",
    history: "Every change of your time: what, when, by whom, from where, before and after. You see it with /explain.",
    noHistory: "No changes.",
    untold_one: "One change that could not be applied and that you have not been told of yet.",
    untold_other: "{{count}} changes that could not be applied and that you have not been told of yet.",
    elsewhere: "Something is kept about you in {{n}} places in all, counting your own space.",
    besides: "Besides",
    identity: "Of you yourself the number of your Discord account is kept, and what the server calls you as long as its leaderboards show you; no picture. Messages are not read.",
    journal: "A journal on the bot\u2019s disk has what was changed in the last minutes. It is deleted after 20 minutes, or when the database has it all.",
    backups: "Whoever runs the bot may keep backups. Ask them for how long.",
    others: "Where you changed the time of others or the settings, your number stands beside that change. So does it where somebody gave you permissions or suspended you.",
    commands: "Take it along with /privacy export, decide what others see with /privacy settings, and have it erased with /privacy erase."
  },
  documents: {
    profile: "What the server calls you and whether you are in it, as far as leaderboards need it.",
    preferences: "What you have chosen for yourself everywhere: time zone, direct messages, voice channels.",
    sharing: "What you let others of this server see.",
    targets: "Your weekly targets.",
    reminders: "When you were asked whether you still work, and whether you went on.",
    claims: "Time that ran on after a session ended by itself, for you to claim within a week.",
    changesByOthers: "Changes that others made of your time, with their reasons, until you have been told.",
    approvalRequests: "Changes that you asked approval for, until you have been told the answer.",
    byItself: "What happened to you by itself, until you have been told.",
    voiceMark: "The voice channel that clocked you in last, and when you left it."
  },
  export: {
    done: "Everything that is kept about you, as a ZIP file. Only you see this message.",
    readme: "Punchcard: everything that is kept about you.\n\neverything.json  All of it. Moments are milliseconds since 1970-01-01 UTC, lengths of time are milliseconds.\nentries.csv      Your entries. Times have their distance from UTC; lengths are seconds.\ndays.csv         Your totals by day and category, in seconds.\nchanges.csv      Every change, oldest first. Its details are in everything.json.\n\nText that a spreadsheet would take for a formula has an apostrophe in front in the CSV files.\n"
  },
  erase: {
    titleHere: "Erase your time here",
    titleEverywhere: "Erase your time everywhere",
    label: "Type ERASE to confirm",
    hereGuild: "All kept about you here, for good. The server\u2019s totals keep your hours as sums without a name.",
    hereOwn: "All that is kept about you in this place. It cannot be taken back.",
    everywhere: "All kept about you everywhere, for good. Servers\u2019 totals keep your hours as sums without a name.",
    word: "ERASE"
  },
  erased: {
    title: "Erased",
    here: "All that was kept about you in this place is erased: the running session, entries, totals, places on leaderboards, every change of them, and what you let others see. Roles that the bot gave you are taken.",
    everywhere: "All that was kept about you is erased, in every server and your own space: running sessions, entries, totals, places on leaderboards, every change of them, and what you had chosen. Roles that the bot gave you are taken.",
    nothing: "There was nothing about you to erase.",
    journal: "The journal on the bot\u2019s disk holds the last changes for up to 20 minutes; they are not applied again.",
    backups: "Backups made before still have the data until whoever runs the bot deletes them. A restore leaves out what was erased.",
    mark: "That something was erased is remembered for 400 days (place, the number of your account, moment), so that nothing brings it back.",
    others: "Where you changed the time of others or the settings of a server, the number of your account still stands beside that change, and so it does where a server gave you permissions or suspended you.",
    sums: "The totals of a server keep your hours, as sums by month and category without your name. Where few people were erased, somebody may still guess whose they are.",
    noSums: "No sums of your time stay.",
    preferences: "What you have chosen for everywhere, and what is kept in other places, stays: /privacy erase with \u201Ceverywhere\u201D erases that too."
  },
  settings: {
    title: "What others see of you",
    yes: "Yes",
    no: "No",
    asServer: "As this server says",
    boards: "Leaderboards",
    boardsText: "May you be on the leaderboards of this server?",
    insights: "Insights",
    insightsText: "May those who have the permission see insights into how you work in this server?",
    messages: "Direct messages",
    messagesText: "May the bot write to you directly? This holds everywhere.",
    voice: "Voice channels",
    voiceText: "May voice channels clock you in when you join and out when you leave, where a server has set some up? Nobody is ever listened to."
  }
};

// data/locales/en/permissions.json
var permissions_default2 = {
  capabilities: {
    clockIn: {
      name: "Clock in",
      description: "Clock in and out, and add entries of their own."
    },
    seeOthers: {
      name: "See others",
      description: "See the totals of other members in /status."
    },
    editOthers: {
      name: "Edit others",
      description: "Change, add and delete entries of other members."
    },
    approve: {
      name: "Approve",
      description: "Approve or decline requests for changes."
    },
    forceClockOut: {
      name: "Clock others out",
      description: "End the running session of another member."
    },
    exportOthers: {
      name: "Export others",
      description: "Export the time of other members."
    },
    seeInsights: {
      name: "See insights",
      description: "See insights about members who agreed to it."
    },
    manageCategories: {
      name: "Manage categories",
      description: "Add, change, move and archive categories."
    },
    manageSettings: {
      name: "Manage settings",
      description: "Change settings, roles and permissions. Nobody gives a permission that they do not have themselves."
    },
    manageDashboards: {
      name: "Manage dashboards",
      description: "Post, change and remove dashboards."
    },
    manageMembers: {
      name: "Manage members",
      description: "Suspend members from clocking in, and let them in again."
    },
    seeSystem: {
      name: "See the system",
      description: "See how Punchcard is doing."
    }
  },
  because: {
    ownSpace: "it is their own space",
    administrator: "administrators and the owner may do everything",
    memberDenied: "denied to this member",
    roleDenied: "denied to the role {{role}}",
    memberAllowed: "allowed for this member",
    roleAllowed: "allowed for the role {{role}}",
    everyoneDenied: "denied to @everyone, and allowed nowhere else",
    everyoneAllowed: "allowed for @everyone",
    manageServer: "they have \u201CManage Server\u201D in Discord",
    everybody: "everybody may unless it is denied",
    nobodySaidSo: "nobody gave it to them, and they do not have \u201CManage Server\u201D"
  },
  panel: {
    title: "Permissions",
    capability: "Choose a permission",
    allowRoles: "Allow roles",
    denyRoles: "Deny roles",
    allowMembers: "Allow members",
    denyMembers: "Deny members",
    allowed: "\u2705 **Allowed:** {{who}}",
    denied: "\u26D4 **Denied:** {{who}}",
    nobody: "nobody in particular",
    forEverybody: "Unless you change it: everybody.",
    forManagers: "Unless you change it: everybody with the permission \u201CManage Server\u201D in Discord.",
    rule: "Deny beats allow. What is said of @everyone counts only for those of whom nothing else is said. Administrators and the owner may always do everything.",
    changed: "Changed."
  },
  done: {
    allow: "\u201C{{capability}}\u201D is allowed for {{who}}.",
    deny: "\u201C{{capability}}\u201D is denied to {{who}}.",
    clear: "For \u201C{{capability}}\u201D the defaults hold again for {{who}}."
  },
  explained: {
    title: "What may this member do?",
    about: "{{member}}, and why:",
    may: "\u2705 **{{capability}}** \xB7 {{because}}",
    mayNot: "\u26D4 **{{capability}}** \xB7 {{because}}",
    suspended: "This is what they are told now when they clock in:",
    closed: "Categories that require a role which they do not have:",
    limits: "By the roles and Discord permissions that they have in this channel at this moment. In another channel Discord may give them other permissions.",
    unknown: "Discord did not tell me their Discord permissions. Administrators and those with \u201CManage Server\u201D may do more than is said here."
  },
  requires: "only for {{role}}",
  suspended: {
    open: "{{member}} cannot clock in until somebody restores them. Reason: {{reason}}",
    until: "{{member}} cannot clock in until {{until}}. Reason: {{reason}}",
    ended: "Their running session has ended."
  },
  restored: "{{member}} can clock in again."
};

// data/locales/en/reminders.json
var reminders_default2 = {
  title: "Still working?",
  titleAgain: "Still working? I ask once more",
  text: "You have been on the clock in **{{category}}** since {{since}}: {{duration}} so far.",
  where: "This is about {{server}}.",
  otherwise: "Without an answer within {{duration}} the session ends at the moment when you were last seen. The rest is kept for you as a claim.",
  inChannel: "{{member}}, you have been on the clock for long. Still working?",
  inChannelAgain: "{{member}}, I ask once more: are you still working?",
  goOn: "Yes, go on",
  stop: "Stop now",
  stoppedAt: "Stopped at \u2026",
  usual: "Usual end, {{time}}",
  goesOn: "You stay on the clock. I ask again after the same time.",
  answered: "{{member}} has answered.",
  stopped: "You are off the clock: {{duration}} counted in **{{category}}**.",
  over: "That session has ended already, at {{time}}. `/status` shows what is so now, `/session list` your entries.",
  form: {
    title: "When did you stop?",
    time: "Time",
    description: "After the start, and not in the future."
  },
  understood: "Until {{time}} \u2013 is that right?",
  which: "The clocks show this time twice: {{times}}. Which one do you mean?",
  stopThen: "Yes, end it there",
  stopAt: "Stop at {{time}}",
  claim: {
    title: "Ended by itself: {{category}}",
    unanswered: "Nobody answered whether you still work. So the session ended when you were last seen: {{time}}.",
    limit: "The session ran longer than this server allows. So it ended when you were last seen: {{time}}.",
    rest: "Not counted",
    restText: "{{duration}}, until {{until}}. You can claim it; this offer ends {{when}}.",
    right: "That is right",
    worked: "I worked until \u2026",
    discard: "Discard the session",
    form: {
      title: "How long did you work?",
      time: "Until",
      description: "After the start, at most until the clock was stopped."
    },
    isRight: "It stays as it is, and is confirmed.",
    later: "I worked longer after all \u2026"
  }
};

// data/locales/en/roles.json
var roles_default2 = {
  names: {
    on: "On the clock",
    break: "On break"
  },
  reason: "Punchcard: /admin roles setup",
  overview: {
    title: "Roles",
    on: "On the clock",
    break: "On a break",
    categories: "By category",
    notSet: "not set",
    categoryLine: "{{category}}: {{role}}",
    problems: "Needs attention",
    problem: "{{role}}: {{reason}} (since {{since}})"
  },
  setupDone: "Done: {{on}} is given while on the clock, {{break}} during a break.",
  set: {
    on: "{{role}} is given while on the clock.",
    break: "{{role}} is given during a break.",
    category: "{{role}} is given while on the clock in {{category}}."
  },
  cleared: {
    on: "No role is given while on the clock any more.",
    break: "No role is given during a break any more.",
    category: "No role is given for {{category}} any more."
  },
  warning: "I cannot give {{role}} yet: {{reason}}"
};

// data/locales/en/session.json
var session_default2 = {
  card: {
    running: "On the clock: {{category}}",
    paused: "On a break: {{category}}",
    since: "Since",
    breakSince: "Break since",
    breaks: "Breaks",
    effective: "Counted so far",
    asOf: "{{duration}} (as of {{time}})"
  },
  buttons: {
    pause: "Pause",
    resume: "Resume",
    clockOut: "Clock out",
    editNote: "Edit note"
  },
  noteModal: {
    title: "Edit the note",
    label: "Note",
    placeholder: "What are you working on?"
  },
  summary: {
    title: "Clocked out: {{category}}",
    period: "When",
    measured: "Start to end",
    paused: "Breaks",
    effective: "Counted",
    today: "Today",
    week: "This week",
    month: "This month",
    totalsUnknown: "Totals are not available right now."
  },
  status: {
    titleOn: "You are on the clock: {{category}}",
    titlePaused: "You are on a break: {{category}}",
    titleOff: "You are not on the clock",
    hint: "Start with `/clockin`.",
    today: "Today",
    week: "This week",
    month: "This month",
    share: "{{category}}: {{duration}}",
    otherOn: "{{member}} is on the clock since {{time}} ({{relative}}).",
    otherOff: "{{member}} is not on the clock.",
    shares: "This week by category"
  },
  streak: {
    title: "Days in a row",
    day: "\u{1F525} Day {{n}} in a row",
    days_one: "\u{1F525} {{count}} day",
    days_other: "\u{1F525} {{count}} days",
    none: "none now",
    open: "today does not count yet",
    longest: "longest: {{n}}"
  },
  suggest: {
    text: "There is no category \u201C{{name}}\u201D here. Did you mean one of these? A click clocks you in.",
    note: "Note"
  },
  unapplied: {
    title: "Some changes could not be kept",
    intro: "They were recorded while the database was away and no longer fitted when it came back:",
    line: "{{command}} at {{time}}: {{reason}}",
    commands: {
      clockIn: "Clock in",
      switch: "Switch",
      clockOut: "Clock out",
      pause: "Pause",
      resume: "Resume",
      setNote: "Edit note"
    },
    unknownCommand: "A change"
  }
};

// data/locales/en/settings.json
var settings_default2 = {
  words: {
    on: "On",
    off: "Off",
    none: "None",
    days_one: "{{count}} day",
    days_other: "{{count}} days",
    default: "Default"
  },
  topics: {
    time: {
      name: "Time and calendar",
      description: "When days and weeks begin, and in which time zone."
    },
    clock: {
      name: "Clocking in and out",
      description: "What happens while somebody is on the clock, and at the end."
    },
    corrections: {
      name: "Corrections",
      description: "What members may change of their own time."
    },
    reminders: {
      name: "Long sessions",
      description: "For sessions that somebody may have forgotten."
    },
    reports: {
      name: "Reports",
      description: "How time is rounded in reports."
    },
    visibility: {
      name: "Visibility",
      description: "What members learn of each other."
    },
    boards: {
      name: "Leaderboards and streaks",
      description: "Who is compared with whom, and which days count."
    },
    posts: {
      name: "Channels",
      description: "Where I post by myself. I post nowhere that is not chosen here."
    },
    data: {
      name: "Data",
      description: "How long data is kept."
    }
  },
  panel: {
    title: "Settings of this server",
    ownTitle: "My settings",
    value: "**{{name}}** \xB7 {{value}}",
    change: "Change",
    reset: "Reset",
    refresh: "Refresh",
    topic: "Go to another page",
    choose: "Choose",
    chooseRole: "Choose a role",
    chooseChannel: "Choose a channel",
    recountRunning: "Entries are being counted anew since {{since}}. Done so far: {{entries}}, and {{moved}} moved to other days.",
    recountDone: "Entries were last counted anew {{when}}: {{entries}}, and {{moved}} moved to other days."
  },
  entries_one: "{{count}} entry",
  entries_other: "{{count}} entries",
  members_one: "{{count}} member",
  members_other: "{{count}} members",
  form: {
    value: "New value",
    duration: "For example 1h 30m, 90m or 1:30.",
    durationOrOff: "For example 1h 30m, 90m or 1:30. Or write off.",
    days: "A number of days, for example 14.",
    daysOrOff: "A number of days, for example 14. Or write off.",
    clock: "A time of day, for example 4:00.",
    zone: "For example Europe/Berlin or America/New_York."
  },
  done: {
    set: "{{name}}: {{before}} \u2192 {{after}}",
    reset: "{{name}} is at its default again: {{after}}",
    same: "{{name}} is already: {{after}}",
    recount: "{{name}}: {{before}} \u2192 {{after}}. All entries are being counted anew."
  },
  warning: {
    role: "I cannot give {{role}} yet: {{reason}}",
    channel: "I cannot post in {{channel}} yet: {{reason}}"
  },
  ask: {
    title: "What about the time that is already recorded?",
    change: "**{{name}}**: {{before}} \u2192 {{after}}",
    past: "This would count {{entries}} of {{members}} in another way: {{moved}} would move to other days. What each member worked in all stays the same.",
    choices: "**From now on**: recorded entries stay on the days where they are.\n**Recount everything**: all entries are counted in the new way, in the background.",
    unchanged: "Nothing has been changed yet.",
    now: "From now on",
    recount: "Recount everything",
    cancel: "Cancel",
    cancelled: "Nothing was changed."
  },
  short: {
    question: "This session is shorter than {{minimum}}. Should it stay?",
    keep: "Keep it",
    delete: "Delete it",
    deleted: "The session was deleted."
  },
  noteForm: {
    title: "A note before you clock out"
  },
  timeZone: {
    name: "Time zone",
    description: "Days, weeks and months begin and end by the clocks of this zone."
  },
  dayStart: {
    name: "Day starts at",
    description: "Time before this hour belongs to the day before. This is for people who work past midnight."
  },
  dayBoundary: {
    name: "Sessions past the end of a day",
    description: "On which days the time of a session counts that goes on when the day ends.",
    values: {
      split: "Split where the day ends",
      start: "All on the day of the start"
    }
  },
  weekStart: {
    name: "Week starts on",
    description: "The first day of a week in totals.",
    values: {
      monday: "Monday",
      sunday: "Sunday"
    }
  },
  locale: {
    name: "Language",
    description: "For what I post for everybody. Private replies are in each member's own language.",
    values: {
      en: "English",
      de: "German"
    }
  },
  onRole: {
    name: "Role on the clock",
    description: "Members have this role while they are on the clock.",
    off: "No role"
  },
  breakRole: {
    name: "Role on a break",
    description: "Members have this role while they are on a break.",
    off: "No role"
  },
  minimumSession: {
    name: "Minimum session",
    description: "After a shorter session I ask whether to keep it. Nothing is deleted without an answer.",
    off: "Off"
  },
  overlap: {
    name: "Overlapping entries",
    description: "May two entries of one member cover the same time?",
    values: {
      refuse: "Not allowed",
      allow: "Allowed"
    }
  },
  noteRequired: {
    name: "Note required",
    description: "A session needs a note before its member can clock out."
  },
  resumeGrace: {
    name: "Time to go on",
    description: "Who clocks in to the same category within this time may go on with the last session instead.",
    off: "Off"
  },
  selfEditDays: {
    name: "How far back members edit",
    description: "Members change older entries of their own only with approval.",
    off: "No limit"
  },
  selfEditBy: {
    name: "How much members edit",
    description: "A change that moves more time than this needs approval.",
    off: "No limit"
  },
  membersAddEntries: {
    name: "Members add entries",
    description: "May members add time that they did not clock?"
  },
  requestChannel: {
    name: "Channel for requests",
    description: "Changes that need approval are shown here to those who may approve.",
    off: "No channel"
  },
  confirmAfterDays: {
    name: "Entries confirm themselves after",
    description: "An entry that nobody changed for so long is confirmed by the bot. A change holds for all that still wait.",
    off: "Never"
  },
  reminderAfter: {
    name: "Reminder after",
    description: "After this time on the clock I ask whether the member is still working.",
    off: "Never"
  },
  reminderAgain: {
    name: "Second reminder",
    description: "Without an answer I ask once more after this time.",
    off: "No second reminder"
  },
  reminderGrace: {
    name: "Time to answer",
    description: "Without an answer within this time a session ends when the member was last seen. The rest is kept as a claim.",
    off: "It goes on"
  },
  reminderChannel: {
    name: "Channel for reminders",
    description: "Members who get no direct messages are asked there, and pinged.",
    off: "In their next private reply"
  },
  sessionLimit: {
    name: "Longest session",
    description: "A session that is still running after this time ends by itself.",
    off: "No limit"
  },
  rounding: {
    name: "Rounding in reports",
    description: "In reports only. Recorded time is never rounded.",
    values: {
      none: "Not rounded",
      nearest: "To the nearest step",
      up: "Up to the next step",
      down: "Down to the last step"
    }
  },
  roundingTo: {
    name: "Rounding step",
    description: "Reports are rounded to multiples of this."
  },
  roundingOf: {
    name: "What is rounded",
    description: "Each entry for itself, or the sum of a day.",
    values: {
      entry: "Each entry",
      day: "Each day"
    }
  },
  othersSee: {
    name: "What members see of each other",
    description: "What /status and /who tell of others, never notes. Dashboards show everybody the same; with \u201CNothing\u201D they only count and name nobody.",
    values: {
      nothing: "Nothing",
      presence: "Whether somebody is on the clock",
      totals: "Who is on the clock in which category, breaks, and totals"
    }
  },
  boards: {
    name: "Leaderboards",
    description: "Are there leaderboards in this server?"
  },
  boardsOf: {
    name: "Who is on the leaderboards",
    description: "Each member can decide otherwise for themselves.",
    values: {
      volunteers: "Only those who want to be",
      everyone: "All who do not object"
    }
  },
  boardsWithout: {
    name: "Not on the leaderboards",
    description: "Members with this role are on no leaderboard. A role that somebody gets or loses is noticed when they use the bot the next time.",
    off: "Nobody by role"
  },
  streakMinimum: {
    name: "Time for a streak day",
    description: "A day with at least this much time goes on with a streak."
  },
  restDays: {
    name: "Rest days",
    description: "These days neither go on with a streak nor break it.",
    values: {
      monday: "Monday",
      tuesday: "Tuesday",
      wednesday: "Wednesday",
      thursday: "Thursday",
      friday: "Friday",
      saturday: "Saturday",
      sunday: "Sunday"
    }
  },
  dashboardChannel: {
    name: "Channel for dashboards",
    description: "Where `/dashboard post` posts unless another channel is named.",
    off: "No channel"
  },
  dashboardEvery: {
    name: "Time between edits of dashboards",
    description: "The first change shows at once, later ones after this time. Messages older than an hour: five minutes at least (a limit of Discord)."
  },
  logChannel: {
    name: "Channel for the log",
    description: "What happens on the clock is told here.",
    off: "No channel"
  },
  logNotes: {
    name: "Notes in the log",
    description: "The log shows what members write about their time, to everybody who can read its channel."
  },
  retentionDays: {
    name: "Data kept after removal",
    description: "When I am removed from the server, everything is deleted after this time."
  },
  voiceGrace: {
    name: "Back to voice",
    description: "Whoever left a voice channel and is back within this time goes on with the session that it began."
  }
};

// data/locales/en/setup.json
var setup_default2 = {
  title: "Set up Punchcard",
  open_one: "One thing is still open. You can leave it out.",
  open_other: "{{count}} things are still open. You can leave any of them out.",
  finished: "Nothing is open any more. Anything can be changed here or with `/config`.",
  current: "{{n}} of {{of}}: {{name}}",
  line: "**{{name}}**: {{value}}",
  state: {
    open: "still open",
    left: "left out"
  },
  problem: "{{what}}: {{reason}}",
  unchecked: "I cannot ask Discord right now whether I may use this. Try again later.",
  go: "Go to another step",
  goOn: "Go on",
  leave: "Leave it out",
  chooseChannel: "Choose a channel",
  steps: {
    zone: {
      name: "Time zone",
      text: "Days, weeks and months of this server begin and end by the clocks of this zone. Time that is recorded already stays as it was counted; `/config` can count it anew.",
      choose: "Choose a time zone",
      keep: "Keep {{zone}}",
      other: "Another zone",
      label: "A zone, a city or a country",
      example: "Europe/Berlin, Berlin or Germany",
      done: "The time zone is {{zone}}."
    },
    roles: {
      name: "Roles",
      text: "Members can have a role while they are on the clock and another one on a break. I create both if you like, or you choose roles of this server. My own role has to stand above them.",
      create: "Create both roles",
      chooseOn: "Role while on the clock",
      chooseBreak: "Role while on a break"
    },
    categories: {
      name: "Categories",
      text: "What your members spend time on. Select those to keep; the others are archived and can be brought back. Add your own with `/admin categories add`.",
      choose: "Categories to keep",
      keep: "Keep them as they are",
      done_one: "One category is kept.",
      done_other: "{{count}} categories are kept."
    },
    dashboard: {
      name: "Dashboard channel",
      text: "Where I may show who is on the clock. I need \u201CView Channel\u201D, \u201CSend Messages\u201D and \u201CEmbed Links\u201D there.",
      done: "The dashboard channel is set. I write nothing there before you ask for a dashboard with `/dashboard post`."
    },
    log: {
      name: "Log channel",
      text: "Where I may tell what happens on the clock. I need \u201CView Channel\u201D, \u201CSend Messages\u201D and \u201CEmbed Links\u201D there.",
      done: "The log channel is set."
    }
  }
};

// data/locales/en/system.json
var system_default2 = {
  title: "Punchcard {{version}}",
  refresh: "Look again",
  noPicture: "The picture of the last hour could not be drawn. Everything else here is as it should be.",
  summary: {
    green: "Everything works.",
    amber: "\u{1F536} To keep an eye on: {{names}}",
    red: "\u{1F534} Needs somebody: {{names}}"
  },
  answers: "**Answers** \xB7 half within {{p50}} \xB7 95 % within {{p95}}",
  answersFew: "**Answers** \xB7 too few clicks to say how long they take",
  answersP99: "99 % within {{p99}}",
  answersP99Few: "99 %: too few",
  clicks: "**Clicks in this server** \xB7 {{clicks}} \xB7 failed because of the bot, anywhere: {{failed}}",
  times: { label: "Figures of \u2026", "5m": "The last 5 minutes", "1h": "The last hour", "24h": "The last 24 hours" },
  foot: {
    uptime: "Running for {{duration}}",
    "5m": "figures of the last 5 minutes",
    "1h": "figures of the last hour",
    "24h": "figures of the last 24 hours",
    young: "Running for {{age}}, figures since the start",
    process: "of the process {{name}}, one of {{of}}: the one that you reached"
  },
  component: {
    redis: "Redis",
    breaker: "Breaker",
    writer: "Writer",
    journal: "Journal",
    sync: "Sync",
    caches: "Caches",
    roles: "Roles",
    dashboards: "Dashboards",
    log: "Activity log",
    due: "Due jobs",
    gateway: "Gateway",
    http: "HTTP to Discord"
  },
  breaker: { closed: "closed", open: "open", "half-open": "trying" },
  figure: {
    redis: "95 % of answers within {{p95}}",
    redisLast: "last answer in {{latency}}",
    redisSilent: "no answer",
    breaker: "{{state}}, opened: {{opened}}",
    writer: "waiting: {{depth}}, refused: {{refused}}",
    journal: "95 % on the disk within {{p95}}",
    journalFew: "too few changes to say how fast",
    sync: "to sync: {{pending}}, the oldest for {{lag}}",
    syncNothing: "everything is in Redis",
    caches: "{{rate}} of {{reads}} reads from memory",
    cachesFew: "too few reads to say",
    desired: "waiting: {{waiting}}, refused by Discord: {{refused}}",
    unknown: "not known without Redis",
    log: "{{rows}} behind, for {{lag}}",
    logOff: "not switched on here",
    logNothing: "nothing is left to tell",
    due: "overdue: {{overdue}}, for {{late}}",
    dueNothing: "nothing is overdue",
    gateway: "connected, ping {{ping}}",
    gatewayNoPing: "connected",
    gatewayPartly: "connections: {{ready}} of {{of}}",
    gatewayOff: "not used: Discord sends its interactions over HTTP",
    http: "calls: {{requests}}, failed: {{failed}}"
  },
  advice: {
    redisDown: "Changes are kept on the disk and follow. Whoever runs the bot should see that Redis runs and that `REDIS_URL` leads there.",
    redisRefuses: "Redis answers and takes no changes; `/readyz` says why. They wait on the disk until whoever runs the bot has mended it.",
    redisConnecting: "The bot is connecting. If this lasts for more than a minute, see that Redis runs.",
    redisSlow: "Redis is slow, and so is each click. Move it nearer to the bot, or look for what keeps it busy (`SLOWLOG GET`).",
    redisLost: "The connection was lost in this time, and is back. If that happens often, look at the network and at Redis' log.",
    breakerOpen: "Calls to Redis failed, so for now none are made. It closes by itself when Redis answers.",
    breakerTries: "It tries whether Redis answers again. Nothing is to be done.",
    breakerFlaps: "It opened again and again. See Redis' log, and whether the machine has enough memory.",
    writerFull: "Redis is slower than people click, so clicks may be refused. Give Redis a faster machine, or split the bot into processes.",
    writerFilling: "Writes wait for Redis. If it goes on, look at what keeps Redis busy.",
    writerRefused: "What can wait (boards, settings) was refused for a moment, and is done later. If it happens often, Redis is too slow.",
    journalFailed: "The disk takes no records, so no change can be kept. Make room in `DATA_DIR`, or see whether it may be written to.",
    journalSlow: "The disk is slow, and each change waits for it. Put `DATA_DIR` on a faster disk.",
    journalHadFailures: "The disk refused records in this time. See that `DATA_DIR` has room.",
    syncStuck: "Changes wait although Redis is there. See the bot's log; a restart tries them again and loses nothing.",
    syncBusy: "Changes are being brought to Redis, or wait for it. Nothing is to be done.",
    syncUnapplied: "Changes that were made without Redis did not fit afterwards. Their members are told and can make them again.",
    cachesMiss: "Most reads go to Redis. More members are active than fit into memory; it works, only slower.",
    rolesRefused: "`/admin roles show` says which role and why. Mostly the bot's own role has to be above it.",
    rolesWaiting: "Discord takes a few changes of roles a second. They catch up by themselves.",
    dashboardsRefused: "`/dashboard list` says which one and why. Give the bot its permissions there, or move it.",
    dashboardsWaiting: "Discord takes a few edits a second. They catch up by themselves.",
    logRefused: "`/activitylog show` says which channel. Let the bot write there, or choose another one.",
    logStuck: "Nothing is told for long. See the bot's log; nothing is lost, it goes on where it was.",
    logBehind: "More happens than Discord takes messages for. It catches up by itself.",
    dueStuck: "Reminders and the like are late. See that a process of the bot is running on and reaches Redis.",
    dueLate: "A lot was due at once, and is being worked off in order.",
    unknown: "This is read from Redis, which is away. It goes on by itself.",
    gatewayDown: "Discord's gateway is not connected. See https://discordstatus.com and the bot's log.",
    gatewayPartly: "Some servers are not connected. That mends itself in a minute; if not, see the bot's log.",
    gatewaySlow: "Discord answers slowly. See https://discordstatus.com, and the network of the bot's machine.",
    httpFailing: "Discord cannot be reached. See https://discordstatus.com, and the network of the bot's machine.",
    httpSomeFailed: "Some calls to Discord fail, and are tried again. See https://discordstatus.com.",
    httpRefused: "Somebody calls without Discord's signature. If nothing works at all, compare `DISCORD_PUBLIC_KEY`."
  },
  all: {
    title: "All servers (only for you, who run the bot)",
    servers: "Servers: {{servers}} \xB7 clicks: {{clicks}}",
    due: "Due jobs: late by {{lag}}, failing: {{failing}}",
    dueElsewhere: "Due jobs: another process works them off",
    desired: "To bring to Discord, {{kind}}: {{queued}}, failing: {{failing}}",
    loop: "Event loop: p50 {{p50}}, p99 {{p99}}, max {{max}}",
    memory: "Memory: {{rss}}, heap {{used}}",
    stored: "Members in memory: {{cached}} \xB7 journal: {{journal}} \xB7 Redis: {{mode}}",
    shard: "Shard {{id}}: {{state}}, ping {{ping}}, servers: {{guilds}}",
    noPing: "unknown",
    operation: "{{name}} \xB7 {{outcome}}: {{count}}"
  },
  picture: {
    title: "The last hour",
    answers: "Time to answer",
    average: "on average",
    slowest: "the slowest",
    noAnswers: "Nobody has clicked yet.",
    clicks: "Clicks a minute",
    here: "in this server",
    everywhere: "in all servers",
    queue: "Writes that wait",
    nothing: "Nothing has been counted yet.",
    ago: "{{n}} min ago",
    now: "now",
    altAnswers: "Answers took {{average}} on average and {{slowest}} at most.",
    altClicks: "Clicks in this server: {{total}}, at most {{most}} in a minute.",
    altAllClicks: "Clicks in all servers: {{total}}.",
    altQueue: "Writes that waited at the same time: at most {{most}}."
  }
};

// data/locales/en/targets.json
var targets_default2 = {
  title: "Weekly targets",
  set: "Target for {{category}}: {{target}} a week, from {{date}} on.",
  cleared: "{{category}} has no target any more from {{date}} on. Earlier weeks keep theirs.",
  none: "There are no targets in this week. Set one with `/alloc set`.",
  total: "All together",
  done: "{{worked}} of {{target}}",
  left: "{{duration}} left",
  more: "{{duration}} more than the target",
  missed: "{{duration}} short of the target",
  reached: "Target reached",
  from: "from {{date}} on {{target}}",
  noneFrom: "no target from {{date}} on",
  week: {
    this: "This week",
    next: "Next week",
    last: "Last week",
    earlier: "Week before",
    later: "Week after"
  },
  status: "{{category}}: {{bar}} {{done}}, {{left}}"
};

// data/locales/en/team.json
var team_default2 = {
  title: "Team: {{days}}",
  nobody: "Nobody worked in these days, and nobody has a target for them.",
  total: "**All {{n}}: {{worked}}**",
  former: "Former members, in whole months: {{duration}}",
  onTheClock: "on the clock",
  unconfirmed: "not confirmed: {{n}} ({{duration}})",
  requests: "open requests: {{n}}",
  refresh: "Refresh",
  member: {
    title: "{{member}} at a glance",
    off: "Not on the clock",
    on: "On the clock in {{category}} since {{time}} ({{relative}})",
    onBreak: "On a break from {{category}}, it began {{break}}; on the clock since {{time}}",
    sums: "Today **{{today}}** \xB7 this week **{{week}}** \xB7 this month **{{month}}**",
    unknown: "Totals cannot be read right now.",
    last: "Last entries",
    noEntries: "No entries in the last {{days}} days.",
    nothingOpen: "Nothing to confirm, and no open requests",
    suspended: "Suspended: {{reason}}",
    suspendedUntil: "Suspended until {{until}}: {{reason}}",
    allowed: "Allowed for this member: {{what}}",
    denied: "Denied to this member: {{what}}",
    edit: "Entries",
    add: "Add an entry",
    suspend: "Suspend",
    restore: "Restore",
    explain: "Explain today",
    force: "Clock out",
    back: "Refresh"
  },
  suspend: {
    title: "Suspend this member?",
    until: "Until when",
    untilText: "3d, 12h or next Friday 9:00. Leave it empty until you restore them.",
    reasonText: "The member reads it. What runs ends now."
  }
};

// data/locales/en/timezone.json
var timezone_default2 = {
  choice: "{{zone}} \xB7 {{time}}",
  set: "Your time zone is now {{zone}}, where it is {{time}}. The times you type are read in it, and your reports are written in it.",
  ownTotals: "The days of your own space begin and end in this zone.",
  sameTotals: "This server counts its days in the same zone.",
  guildTotals: "The totals of this server stay in its own zone, {{zone}}.",
  card: {
    title: "Your time zone: {{zone}}",
    chosen: "You have chosen it yourself. The times you type are read in it, and your reports are written in it.",
    guild: "It is that of this server, because you have not chosen one.",
    standard: "It is the usual one here, because you have not chosen one.",
    now: "There it is now",
    hint: "Change it with /timezone set."
  }
};

// data/locales/en/voice.json
var voice_default2 = {
  card: {
    title: "\u{1F50A} By voice",
    text: "A voice channel clocked you in. Leaving it clocks you out."
  },
  list: {
    title: "Voice channels that clock in",
    none: "None so far. `/voice set` makes one clock in those who join it.",
    line: "{{channel}} \u2192 {{category}}",
    how: "How it works",
    consent: "\u2022 Only for members who agreed: each turns it on with `/privacy voice`.",
    leaving: "\u2022 Leaving clocks out after {{duration}}, at the moment of leaving. Who is back by then goes on (`/config set`, \u201CBack to voice\u201D).",
    afk: "\u2022 The AFK channel of the server pauses. Whoever clocked in by hand is left alone.",
    unheard: "\u26A0\uFE0F This bot does not hear voice channels",
    unheardText: "It is connected over HTTP, and Discord tells of voice channels over the gateway only. Whoever runs the bot can set `DISCORD_TRANSPORT=gateway`. Until then nothing happens."
  },
  on: "Voice channels clock you in and out from the next time you join one, on servers that have set some up. You can see which session it was by `/status`. `/privacy voice` turns it off again.",
  off: "Voice channels do nothing for you any more. A session that runs goes on until you clock out."
};

// data/locales/en/who.json
var who_default2 = {
  title: "On the clock: {{n}}",
  titleIn: "On the clock in {{category}}: {{n}}",
  nobody: "Nobody is on the clock.",
  nobodyIn: "Nobody is on the clock in {{category}}.",
  group: "**{{category}}** ({{n}})",
  row: "{{member}} since {{time}} ({{relative}})",
  onBreak: "{{member}} since {{time}} ({{relative}}), break began {{break}}",
  refresh: "Refresh"
};

// src/i18n/messages.ts
var en = {
  activitylog: activitylog_default2,
  approvals: approvals_default2,
  boards: boards_default2,
  byitself: byitself_default2,
  categories: categories_default2,
  commands: commands_default2,
  common: common_default2,
  dashboards: dashboards_default2,
  discord: discord_default2,
  entries: entries_default2,
  errors: errors_default2,
  explain: explain_default2,
  exportdocument: exportdocument_default2,
  forceout: forceout_default2,
  privacy: privacy_default2,
  permissions: permissions_default2,
  reminders: reminders_default2,
  roles: roles_default2,
  session: session_default2,
  settings: settings_default2,
  setup: setup_default2,
  system: system_default2,
  targets: targets_default2,
  team: team_default2,
  timezone: timezone_default2,
  voice: voice_default2,
  who: who_default2
};
var de = {
  activitylog: activitylog_default,
  approvals: approvals_default,
  boards: boards_default,
  byitself: byitself_default,
  categories: categories_default,
  commands: commands_default,
  common: common_default,
  dashboards: dashboards_default,
  discord: discord_default,
  entries: entries_default,
  errors: errors_default,
  explain: explain_default,
  exportdocument: exportdocument_default,
  forceout: forceout_default,
  privacy: privacy_default,
  permissions: permissions_default,
  reminders: reminders_default,
  roles: roles_default,
  session: session_default,
  settings: settings_default,
  setup: setup_default,
  system: system_default,
  targets: targets_default,
  team: team_default,
  timezone: timezone_default,
  voice: voice_default,
  who: who_default
};
var MESSAGES = { en, de };
var FALLBACK_LOCALE = "en";

// src/i18n/translators.ts
var REMEMBERED = 64;
var resolveLocale = (wanted, shipped) => {
  try {
    const locale = new Intl.Locale(wanted);
    return shipped.includes(locale.language) ? locale.baseName : FALLBACK_LOCALE;
  } catch {
    return FALLBACK_LOCALE;
  }
};
var parseTemplate = (text) => {
  const parts = text.split(/\{\{(\w+)\}\}/);
  return parts.some((part) => part.includes("{{") || part.includes("$t(")) ? null : parts;
};
var fill = (template, params) => {
  if (template === null) return null;
  let text = template[0] ?? "";
  for (let at3 = 1; at3 < template.length; at3 += 2) {
    const value = params[template[at3] ?? ""];
    if (value === void 0) return null;
    text += String(value) + (template[at3 + 1] ?? "");
  }
  return text;
};
var createTranslators = (options = {}) => {
  const strict = options.strict ?? false;
  const locales = Object.keys(MESSAGES);
  const engine = i18next.createInstance();
  void engine.init({
    resources: Object.fromEntries(Object.entries(MESSAGES).map(([locale, translation]) => [locale, { translation }])),
    fallbackLng: FALLBACK_LOCALE,
    supportedLngs: locales,
    nonExplicitSupportedLngs: true,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      if (strict) throw new Error(`no text for ${key}`);
      return key;
    },
    missingInterpolationHandler: (text, match) => {
      if (strict) throw new Error(`no argument for ${match[0]} in "${text}"`);
      return "";
    }
  });
  const build = (locale) => {
    const plain2 = /* @__PURE__ */ new Map();
    const translatePlain = (key) => {
      const text = plain2.get(key) ?? engine.t(key, { lng: locale });
      plain2.set(key, text);
      return text;
    };
    const templates = /* @__PURE__ */ new Map();
    const templateOf = (key) => {
      const known2 = templates.get(key);
      if (known2 !== void 0) return known2;
      const raw = engine.getResource(locale.split("-")[0] ?? locale, "translation", key);
      const template = typeof raw === "string" ? parseTemplate(raw) : null;
      templates.set(key, template);
      return template;
    };
    const translate = (key, params) => {
      if (params === void 0) return translatePlain(key);
      const filled = "count" in params ? null : fill(templateOf(key), params);
      return filled ?? engine.t(key, { ...params, lng: locale, nest: false, skipOnVariables: true });
    };
    return Object.assign(translate, { locale });
  };
  const known = /* @__PURE__ */ new Map();
  return {
    locales,
    for(wanted) {
      const remembered2 = known.get(wanted);
      if (remembered2 !== void 0) return remembered2;
      const translator = build(resolveLocale(wanted, locales));
      if (known.size < REMEMBERED) known.set(wanted, translator);
      return translator;
    },
    lookup(locale, key) {
      const text = engine.getResource(locale, "translation", key);
      return typeof text === "string" ? text : void 0;
    }
  };
};

// src/i18n/format.ts
var SECOND = 1e3;
var MINUTE = 60 * SECOND;
var HOUR = 60 * MINUTE;
var formats = /* @__PURE__ */ new Map();
var numberFormat = (locale, fractionDigits, style2) => {
  const key = `${locale}/${fractionDigits}/${style2}`;
  let format = formats.get(key);
  if (format === void 0) {
    format = new Intl.NumberFormat(locale, { style: style2, maximumFractionDigits: fractionDigits });
    formats.set(key, format);
  }
  return format;
};
var formatNumber = (value, t, fractionDigits = 0) => numberFormat(t.locale, fractionDigits, "decimal").format(value);
var formatDuration = (ms, t) => {
  const whole = Math.trunc(Math.abs(ms));
  const sign = ms < 0 && whole >= SECOND ? "\u2212" : "";
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor(whole % HOUR / MINUTE);
  const seconds = Math.floor(whole % MINUTE / SECOND);
  if (whole >= SECOND && whole < MINUTE) return sign + t("common.duration.seconds", { n: seconds });
  const parts = [];
  if (hours > 0) parts.push(t("common.duration.hours", { n: formatNumber(hours, t) }));
  if (minutes > 0 || hours === 0) parts.push(t("common.duration.minutes", { n: minutes }));
  return sign + parts.join(" ");
};
var dayFormats = /* @__PURE__ */ new Map();
var dayFormat = (locale) => {
  let format = dayFormats.get(locale);
  if (format === void 0) {
    format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
    dayFormats.set(locale, format);
  }
  return format;
};
var utcOf = (day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));
var formatDay = (day, t) => dayFormat(t.locale).format(utcOf(day));
var monthFormats = /* @__PURE__ */ new Map();
var formatMonth = (day, t) => {
  let format = monthFormats.get(t.locale);
  if (format === void 0) {
    format = new Intl.DateTimeFormat(t.locale, { timeZone: "UTC", month: "long", year: "numeric" });
    monthFormats.set(t.locale, format);
  }
  return format.format(utcOf(day));
};
var formatDayRange = (from, to2, t) => dayFormat(t.locale).formatRange(utcOf(from), utcOf(to2));

// src/domain/local-days.ts
import { Temporal } from "temporal-polyfill";
var DAY_MS = 864e5;
var SLOTS_KEPT = 2048;
var ZONES_KEPT = 128;
var memory = /* @__PURE__ */ new Map();
var plainDay = (day) => Temporal.PlainDate.from(
  {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(4, 6)),
    day: Number(day.slice(6, 8))
  },
  { overflow: "reject" }
);
var dayAt = (ms, zone, dayStart = 0) => {
  const slot = Math.floor(ms / DAY_MS);
  const days = remembered(zone, dayStart, slot);
  for (const day of days) if (ms < day.end) return day;
  throw new RangeError(`no day of ${zone} holds ${ms}`);
};
var remembered = (zone, dayStart, slot) => {
  const name = dayStart === 0 ? zone : `${zone} ${dayStart}`;
  let slots = memory.get(name);
  const found = slots?.get(slot);
  if (found) return found;
  const days = daysTouching(zone, dayStart, slot);
  if (!slots) {
    if (memory.size >= ZONES_KEPT) memory.clear();
    memory.set(name, slots = /* @__PURE__ */ new Map());
  }
  if (slots.size >= SLOTS_KEPT) slots.clear();
  slots.set(slot, days);
  return days;
};
var startOf = (date, zone, dayStart) => {
  if (dayStart === 0) return date.toZonedDateTime(zone).epochMilliseconds;
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(dayStart / 60), minute: dayStart % 60 });
  return date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
};
var daysTouching = (zone, dayStart, slot) => {
  const from = slot * DAY_MS;
  const days = [];
  const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  let date = dayStart === 0 ? today : today.subtract({ days: 2 });
  let start = startOf(date, zone, dayStart);
  while (start < from + DAY_MS) {
    const next = date.add({ days: 1 });
    const end = startOf(next, zone, dayStart);
    if (end > from && end > start) days.push({ day: date.toString().replaceAll("-", ""), start, end });
    date = next;
    start = end;
  }
  return days;
};

// src/domain/calendar.ts
var dayOf = (ms, zone, dayStart = 0) => dayAt(ms, zone, dayStart).day;
var localDay = (ms, zone, dayStart = 0) => dayAt(ms, zone, dayStart);
var startOfDay = (day, zone, dayStart = 0) => startOf(plainDay(day), zone, dayStart);
var addDays = (day, days) => compact(plainDay(day).add({ days }));
var totalsPeriodOf = (day, weekStart = "monday") => {
  const periods = PERIODS[weekStart];
  const cached = periods.get(day);
  if (cached) return cached;
  const date = plainDay(day);
  const since = weekStart === "monday" ? date.dayOfWeek - 1 : date.dayOfWeek % 7;
  const first = date.subtract({ days: since });
  const period = {
    day,
    weekFrom: compact(first),
    weekTo: compact(first.add({ days: 6 })),
    monthFrom: compact(date.with({ day: 1 })),
    monthTo: compact(date.with({ day: date.daysInMonth }))
  };
  if (periods.size >= PERIODS_KEPT) periods.clear();
  periods.set(day, period);
  return period;
};
var PERIODS_KEPT = 512;
var PERIODS = { monday: /* @__PURE__ */ new Map(), sunday: /* @__PURE__ */ new Map() };
var compact = (date) => date.toString().replaceAll("-", "");

// src/export/layout/chart.ts
var DAYS_MAX = 31;
var TOLD_MAX = 60;
var chartOf = ({ report: { head, sums }, t, print }) => {
  const days = daysOf(head.from, head.to, DAYS_MAX);
  const isByDay = days !== null;
  const ofDay = new Map(sums.days.map(({ day, amount: amount2 }) => [day, amount2]));
  const zero = { ms: 0, printedMs: 0, hundredths: 0 };
  const places = isByDay ? days.map((day) => ({ label: print.dayOfMonth(day), said: formatDay(day, t), amount: ofDay.get(day) ?? zero, targetMs: null })) : sums.weeks.map(({ from, to: to2, amount: amount2, targetMs }) => ({
    label: print.monthDay(from),
    said: formatDayRange(from, to2, t),
    amount: amount2,
    targetMs
  }));
  if (places.length < 2) return null;
  const values = places.filter(({ amount: amount2 }) => amount2.printedMs > 0).map(({ said, amount: amount2 }) => t("exportdocument.chart.value", { label: said, hours: print.amount(amount2) })).join("; ");
  return {
    title: isByDay ? t("exportdocument.chart.days") : t("exportdocument.chart.weeks"),
    bars: places.map(({ label, amount: amount2, targetMs }) => ({ label, ms: amount2.printedMs, targetMs })),
    alt: t(isByDay ? "exportdocument.chart.altDays" : "exportdocument.chart.altWeeks", {
      values: places.length > TOLD_MAX ? "" : values
    }).trim()
  };
};
var daysOf = (from, to2, max) => {
  const days = [];
  for (let day = from; day <= to2; day = addDays(day, 1)) {
    if (days.length === max) return null;
    days.push(day);
  }
  return days;
};

// src/domain/week.ts
var weekOf = (day, weekStart) => {
  const { weekFrom, weekTo } = totalsPeriodOf(day, weekStart);
  return { from: weekFrom, to: weekTo };
};

// src/export/layout/by-day.ts
var DAYS_OUT_OF_ORDER = 2;
async function* byDay(rows) {
  const waiting = /* @__PURE__ */ new Map();
  let member = null;
  for await (const some of rows) {
    const days = [];
    let seen = "";
    for (const row of some) {
      if (member?.user !== row.user) {
        days.push(...take(waiting, member, null));
        member = { user: row.user, name: row.name };
        seen = "";
      }
      const [first] = row.parts;
      if (first === void 0) continue;
      if (first.day > seen) {
        seen = first.day;
        if (waiting.size > DAYS_OUT_OF_ORDER) days.push(...take(waiting, member, addDays(seen, -DAYS_OUT_OF_ORDER)));
      }
      for (const [nth, part] of row.parts.entries()) {
        const line = { row, part, isFirst: nth === 0, isLast: nth === row.parts.length - 1 };
        const lines = waiting.get(part.day);
        if (lines === void 0) waiting.set(part.day, [line]);
        else lines.push(line);
      }
    }
    yield days;
  }
  yield take(waiting, member, null);
}
var take = (waiting, member, until) => {
  if (member === null) return [];
  const { user, name } = member;
  const ready = [...waiting.keys()].filter((day) => until === null || day < until).sort();
  return ready.map((day) => {
    const lines = waiting.get(day) ?? [];
    waiting.delete(day);
    return { user, name, day, lines: lines.sort((a, b) => a.part.start - b.part.start) };
  });
};

// src/export/layout/tables.ts
var TIME = 62;
var SHARE = 48;
function* categoryTable({ report: { sums }, t, print }) {
  const { total } = sums;
  const columns = [
    { title: t("exportdocument.columns.category"), align: "left", width: null },
    { title: t("exportdocument.columns.time"), align: "right", width: TIME },
    { title: t("exportdocument.columns.hours"), align: "right", width: TIME },
    { title: t("exportdocument.columns.share"), align: "right", width: SHARE }
  ];
  const numbers = (amount2) => [
    print.amount(amount2),
    print.decimal(amount2),
    print.share(amount2.printedMs, total.printedMs)
  ];
  yield* wholeTable(t("exportdocument.sections.categories"), columns, [
    ...sums.categories.map(({ name, amount: amount2 }) => plain([name, ...numbers(amount2)])),
    sumRow("total", [t("exportdocument.total"), ...numbers(total)])
  ]);
}
function* memberTable({ report: { head, sums }, t, print }) {
  const { total } = sums;
  const columns = [
    { title: t("exportdocument.columns.member"), align: "left", width: null },
    { title: t("exportdocument.columns.entries"), align: "right", width: TIME },
    { title: t("exportdocument.columns.time"), align: "right", width: TIME },
    { title: t("exportdocument.columns.hours"), align: "right", width: TIME },
    { title: t("exportdocument.columns.share"), align: "right", width: SHARE }
  ];
  const numbers = (amount2, entries) => [
    formatNumber(entries, t),
    print.amount(amount2),
    print.decimal(amount2),
    print.share(amount2.printedMs, total.printedMs)
  ];
  yield* wholeTable(t("exportdocument.sections.members"), columns, [
    ...sums.members.map(({ name, amount: amount2, entries }) => plain([name, ...numbers(amount2, entries)])),
    sumRow("total", [t("exportdocument.total"), ...numbers(total, head.entries)])
  ]);
}
function* weekTable({ report: { sums }, t, print }) {
  const hasTargets = sums.weeks.some(({ targetMs }) => targetMs !== null);
  const columns = [
    { title: t("exportdocument.columns.week"), align: "left", width: null },
    ...hasTargets ? [{ title: t("exportdocument.columns.target"), align: "right", width: TIME }] : [],
    { title: t("exportdocument.columns.time"), align: "right", width: TIME },
    { title: t("exportdocument.columns.hours"), align: "right", width: TIME }
  ];
  const cells = (name, target, amount2) => [
    name,
    ...hasTargets ? [target === null ? "" : print.length(target)] : [],
    print.amount(amount2),
    print.decimal(amount2)
  ];
  yield* wholeTable(t("exportdocument.sections.weeks"), columns, [
    ...sums.weeks.map(({ from, to: to2, amount: amount2, targetMs }) => plain(cells(formatDayRange(from, to2, t), targetMs, amount2))),
    sumRow("total", cells(t("exportdocument.total"), null, sums.total))
  ]);
}
function* dayTables({ report: { head, sums }, t, print }) {
  yield { kind: "heading", level: 1, text: t("exportdocument.sections.days") };
  const columns = [
    { title: t("exportdocument.columns.day"), align: "left", width: 70 },
    { title: t("exportdocument.columns.category"), align: "left", width: null },
    { title: t("exportdocument.columns.time"), align: "right", width: TIME },
    { title: t("exportdocument.columns.dayTotal"), align: "right", width: TIME },
    { title: t("exportdocument.columns.hours"), align: "right", width: TIME }
  ];
  const rowsOf2 = ({ day, amount: amount2, categories }) => categories.map((category, nth) => {
    const isLast = nth === categories.length - 1;
    const sums2 = isLast ? [print.amount(amount2), print.decimal(amount2)] : ["", ""];
    const cells = [nth === 0 ? print.shortDay(day) : "", category.name, print.amount(category.amount), ...sums2];
    return { cells, kind: "plain", opens: nth === 0, entries: 0 };
  });
  for (const days of byMonth(sums.days)) {
    const name = formatMonth(days[0]?.day ?? head.from, t);
    yield { kind: "heading", level: 2, text: name };
    yield { kind: "table", name, columns };
    yield { kind: "rows", rows: days.flatMap(rowsOf2) };
    const sum = sumOf(days.map(({ amount: amount2 }) => amount2));
    const cells = [t("exportdocument.total"), "", "", print.amount(sum), print.decimal(sum)];
    yield { kind: "rows", rows: [sumRow("sum", cells)] };
    yield { kind: "end-table" };
  }
}
var byMonth = (days) => {
  const months = /* @__PURE__ */ new Map();
  for (const each of days) {
    const month = each.day.slice(0, 6);
    months.set(month, [...months.get(month) ?? [], each]);
  }
  return [...months.values()];
};
var sumOf = (amounts) => ({
  ms: amounts.reduce((sum, { ms }) => sum + ms, 0),
  printedMs: amounts.reduce((sum, { printedMs }) => sum + printedMs, 0),
  hundredths: amounts.reduce((sum, { hundredths }) => sum + hundredths, 0)
});
var plain = (cells) => ({ cells, kind: "plain", opens: true, entries: 0 });
var sumRow = (kind, cells) => ({ cells, kind, opens: true, entries: 0 });
function* wholeTable(name, columns, rows) {
  yield { kind: "heading", level: 1, text: name };
  yield { kind: "table", name, columns };
  yield { kind: "rows", rows };
  yield { kind: "end-table" };
}

// src/export/layout/entries.ts
async function* entriesOf(desk) {
  const { report: report2, t, print } = desk;
  const { head, sums } = report2;
  const isOne = head.about.kind === "member";
  const weekSums = new Map(isOne ? sums.weeks.map((week) => [week.from, week]) : []);
  const daySums = new Map(isOne ? sums.days.map(({ day, amount: amount2 }) => [day, amount2]) : []);
  const memberSums = new Map(sums.members.map(({ user: user2, amount: amount2 }) => [user2, amount2]));
  const columns = columnsOf(desk);
  let open = null;
  const endWeek = (week) => {
    if (week === null) return [];
    const { amount: amount2, targetMs } = weekSums.get(week.from) ?? { amount: sumOf(week.days), targetMs: null };
    const label = targetMs === null ? t("exportdocument.weekTotal") : t("exportdocument.weekTarget", { target: print.length(targetMs) });
    const row = sumRow("sum", [label, "", "", "", "", "", "", print.amount(amount2)]);
    return [{ kind: "rows", rows: [row] }, { kind: "end-table" }];
  };
  if (isOne) yield { kind: "heading", level: 1, text: t("exportdocument.sections.entries") };
  let user = null;
  let rows = [];
  for await (const days of byDay(report2.rows())) {
    for (const day of days) {
      if (day.user !== user && !isOne) {
        if (rows.length > 0) yield { kind: "rows", rows };
        rows = [];
        yield* endWeek(open);
        open = null;
        yield { kind: "heading", level: 1, text: day.name };
        const amount2 = memberSums.get(day.user);
        if (amount2 !== void 0) {
          const label = t("exportdocument.everybody", { name: day.name });
          yield { kind: "paragraph", text: t("exportdocument.chart.value", { label, hours: print.amount(amount2) }) };
        }
      }
      user = day.user;
      if (open === null || day.day < open.from || day.day > open.to) {
        const week = weekOf(day.day, head.weekStart);
        if (rows.length > 0) yield { kind: "rows", rows };
        rows = [];
        yield* endWeek(open);
        const name = t("exportdocument.week", { days: formatDayRange(week.from, week.to, t) });
        yield { kind: "heading", level: 2, text: name };
        yield { kind: "table", name, columns };
        open = { ...week, days: [] };
      }
      const sum = daySums.get(day.day) ?? sumOf(day.lines.map(({ part }) => part.amount));
      open.days.push(sum);
      rows.push(...rowsOf(desk, day, sum));
    }
    if (rows.length > 0) yield { kind: "rows", rows };
    rows = [];
  }
  yield* endWeek(open);
}
var columnsOf = ({ t }) => [
  { title: t("exportdocument.columns.day"), align: "left", width: 60 },
  { title: t("exportdocument.columns.start"), align: "right", width: 44 },
  { title: t("exportdocument.columns.end"), align: "right", width: 44 },
  { title: t("exportdocument.columns.break"), align: "right", width: 44 },
  { title: t("exportdocument.columns.category"), align: "left", width: 82 },
  { title: t("exportdocument.columns.note"), align: "left", width: null },
  { title: t("exportdocument.columns.time"), align: "right", width: 46 },
  { title: t("exportdocument.columns.dayTotal"), align: "right", width: 56 }
];
var rowsOf = (desk, { day, lines }, sum) => lines.map((line, nth) => ({
  cells: [
    nth === 0 ? desk.print.shortDay(day) : "",
    ...cellsOf(desk, line),
    nth === lines.length - 1 ? desk.print.amount(sum) : ""
  ],
  kind: "plain",
  opens: nth === 0,
  entries: line.isLast ? 1 : 0
}));
var cellsOf = (desk, line) => {
  const { print } = desk;
  const { row, part, isFirst } = line;
  return [
    print.clock(part.start, row.zone),
    print.clock(part.end, row.zone),
    // Where the entry begins: when in it the breaks were, is not told.
    isFirst && row.pausedMs > 0 ? print.length(row.pausedMs) : "",
    row.category.name,
    noteOf(desk, line),
    print.amount(part.amount)
  ];
};
var noteOf = ({ t, print, report: { head } }, { row, isFirst }) => {
  const first = row.parts[0]?.day;
  const note = isFirst ? row.session.note ?? "" : t("exportdocument.continued", { day: first === void 0 ? "" : print.shortDay(first) });
  return row.zone === head.counting.zone ? note : t("exportdocument.otherZone", { note, zone: row.zone }).trim();
};

// src/export/layout/print.ts
var MINUTE2 = 6e4;
var HOUR2 = 36e5;
var two = (value) => String(value).padStart(2, "0");
var printHours = (ms, withSeconds) => {
  const whole = Math.abs(ms);
  const sign = ms < 0 ? "\u2212" : "";
  const text = `${sign}${Math.floor(whole / HOUR2)}:${two(Math.floor(whole % HOUR2 / MINUTE2))}`;
  return withSeconds ? `${text}:${two(Math.floor(whole % MINUTE2 / 1e3))}` : text;
};
var needsSeconds = (rounding) => rounding === null || rounding.stepMs % MINUTE2 !== 0;
var utcOf2 = (day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));
var ZONES_KEPT2 = 50;
var createPrinter = (t, rounding) => {
  const withSeconds = needsSeconds(rounding);
  const decimals = new Intl.NumberFormat(t.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(t.locale, { style: "percent", maximumFractionDigits: 0 });
  const dayFormat2 = new Intl.DateTimeFormat(t.locale, { weekday: "short", day: "2-digit", month: "2-digit", timeZone: "UTC" });
  const monthDays = new Intl.DateTimeFormat(t.locale, { day: "2-digit", month: "2-digit", timeZone: "UTC" });
  const clocks = /* @__PURE__ */ new Map();
  let last = { day: "", text: "" };
  return {
    amount: ({ printedMs }) => printHours(printedMs, withSeconds),
    length: (ms) => printHours(ms, withSeconds),
    decimal: ({ hundredths }) => decimals.format(hundredths / 100),
    share: (part, whole) => whole === 0 ? "" : percent.format(part / whole),
    shortDay(day) {
      if (last.day !== day) last = { day, text: dayFormat2.format(utcOf2(day)) };
      return last.text;
    },
    dayOfMonth: (day) => String(Number(day.slice(6, 8))),
    monthDay: (day) => monthDays.format(utcOf2(day)),
    clock(ms, zone) {
      let clock = clocks.get(zone);
      if (clock === void 0) {
        if (clocks.size >= ZONES_KEPT2) clocks.clear();
        clock = new Intl.DateTimeFormat(t.locale, { hour: "numeric", minute: "2-digit", timeZone: zone });
        clocks.set(zone, clock);
      }
      return clock.format(ms);
    },
    moment: (ms, zone) => new Intl.DateTimeFormat(t.locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(ms)
  };
};

// src/export/layout/layout.ts
var titleOf = ({ about, space }, t) => t("exportdocument.of", { title: t("exportdocument.title"), name: about.kind === "member" ? about.name : space.name });
async function* layoutOf(report2, t) {
  const { head, sums } = report2;
  const desk = { report: report2, t, print: createPrinter(t, head.rounding) };
  yield {
    kind: "title",
    title: t("exportdocument.title"),
    name: head.about.kind === "member" ? head.about.name : head.space.name
  };
  yield { kind: "facts", facts: factsOf(desk) };
  yield { kind: "figures", figures: figuresOf(desk) };
  if (head.entries > 0) {
    const chart = chartOf(desk);
    if (chart !== null) yield { kind: "chart", chart };
    yield* categoryTable(desk);
    if (head.about.kind === "members") yield* memberTable(desk);
    if (head.detail !== "entries" && sums.weeks.length > 1) yield* weekTable(desk);
    if (head.detail === "days") yield* dayTables(desk);
    if (head.detail === "entries") yield* entriesOf(desk);
  }
  yield {
    kind: "paragraph",
    text: head.entries === 0 ? t("exportdocument.empty") : t("exportdocument.entries", { count: head.entries })
  };
  yield { kind: "signatures", labels: [t("exportdocument.signature.own"), t("exportdocument.signature.approved")] };
}
var factsOf = ({ report: { head }, t, print }) => {
  const { about, counting } = head;
  const clock = print.clock(counting.dayStart * 6e4, "UTC");
  const zone = counting.dayStart === 0 ? counting.zone : t("exportdocument.facts.zoneFrom", { zone: counting.zone, clock });
  const period = head.from === head.to ? formatDay(head.from, t) : formatDayRange(head.from, head.to, t);
  return [
    about.kind === "member" ? { label: t("exportdocument.facts.server"), text: head.space.name } : { label: t("exportdocument.facts.members"), text: String(about.count) },
    { label: t("exportdocument.facts.period"), text: period },
    ...head.category === null ? [] : [{ label: t("exportdocument.facts.category"), text: head.category }],
    { label: t("exportdocument.facts.zone"), text: zone },
    { label: t("exportdocument.facts.rounding"), text: roundingText(head, t) },
    { label: t("exportdocument.facts.made"), text: print.moment(head.madeAt, counting.zone) }
  ];
};
var roundingText = ({ rounding }, t) => rounding === null ? t("exportdocument.rounding.none") : t(`exportdocument.rounding.${rounding.of}.${rounding.mode}`, { step: formatDuration(rounding.stepMs, t) });
var figuresOf = ({ report: { sums }, t, print }) => {
  const total = {
    label: t("exportdocument.figures.total"),
    text: print.amount(sums.total),
    more: t("exportdocument.figures.decimal", { hours: print.decimal(sums.total) })
  };
  if (sums.target === null) return [total];
  const more = t("exportdocument.figures.targetMore");
  return [
    total,
    { label: t("exportdocument.figures.target"), text: print.length(sums.target.ms), more },
    { label: t("exportdocument.figures.difference"), text: print.length(sums.target.differenceMs), more }
  ];
};

// src/export/pdf/document.ts
import PDFDocument from "pdfkit";

// src/export/pdf/text/embedded-font.ts
var hex = (value, digits = 4) => value.toString(16).padStart(digits, "0");
var utf16Hex = (text) => {
  let digits = "";
  for (let at3 = 0; at3 < text.length; at3 += 1) digits += hex(text.charCodeAt(at3));
  return digits;
};
var embedFont = (doc, font, name) => {
  const reference = doc.ref({});
  const codes = /* @__PURE__ */ new Map();
  const glyphs = [];
  const texts = [];
  const scale2 = 1e3 / font.unitsPerEm;
  const code = (glyph, text) => {
    const key = `${glyph} ${text}`;
    const known = codes.get(key);
    if (known !== void 0) return known;
    const made = hex(glyphs.length);
    codes.set(key, made);
    glyphs.push(glyph);
    texts.push(text);
    return made;
  };
  code(0, "");
  const stream = (content) => {
    const ref = doc.ref({});
    ref.end(content);
    return ref;
  };
  return {
    name,
    reference,
    font,
    code,
    end() {
      const subset = font.createSubset();
      const places = glyphs.map((glyph) => Number(subset.includeGlyph(font.getGlyph(glyph))));
      const widths = glyphs.map((glyph) => Math.round(font.getGlyph(glyph).advanceWidth * scale2 * 10) / 10);
      const map = Buffer.alloc(places.length * 2);
      for (const [at3, place] of places.entries()) map.writeUInt16BE(place, at3 * 2);
      const { bbox } = font;
      const baseFont = `${tagOf(name)}+${font.postscriptName.replaceAll(" ", "_")}`;
      const descriptor = doc.ref({
        Type: "FontDescriptor",
        FontName: baseFont,
        Flags: 4,
        FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map((value) => value * scale2),
        ItalicAngle: font.italicAngle,
        Ascent: font.ascent * scale2,
        Descent: font.descent * scale2,
        CapHeight: (font.capHeight || font.ascent) * scale2,
        StemV: 80,
        FontFile2: stream(subset.encode())
      });
      descriptor.end(void 0);
      const descendant = doc.ref({
        Type: "Font",
        Subtype: "CIDFontType2",
        BaseFont: baseFont,
        CIDSystemInfo: { Registry: new String("Adobe"), Ordering: new String("Identity"), Supplement: 0 },
        FontDescriptor: descriptor,
        CIDToGIDMap: stream(map),
        W: [0, widths]
      });
      descendant.end(void 0);
      Object.assign(reference.data, {
        Type: "Font",
        Subtype: "Type0",
        BaseFont: baseFont,
        Encoding: "Identity-H",
        DescendantFonts: [descendant],
        ToUnicode: stream(toUnicode(texts))
      });
      reference.end(void 0);
    }
  };
};
var tagOf = (name) => [...name.slice(1).padStart(6, "0")].map((digit) => String.fromCharCode(65 + Number(digit))).join("");
var BLOCK = 100;
var toUnicode = (texts) => {
  const lines = texts.flatMap((text, code) => text === "" ? [] : [`<${hex(code)}> <${utf16Hex(text)}>`]);
  const blocks = [];
  for (let at3 = 0; at3 < lines.length; at3 += BLOCK) {
    const some = lines.slice(at3, at3 + BLOCK);
    blocks.push(`${some.length} beginbfchar`, ...some, "endbfchar");
  }
  return [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Adobe-Identity-UCS def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<0000> <ffff>",
    "endcodespacerange",
    ...blocks,
    "endcmap",
    "CMapName currentdict /CMap defineresource pop",
    "end",
    "end"
  ].join("\n");
};

// src/export/pdf/text/fonts.ts
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "fontkit";
var FOLDER = join(import.meta.dirname, "../../../../data/fonts");
var FILES = [
  { regular: "NotoSans-Regular.ttf", bold: "NotoSans-SemiBold.ttf" },
  { regular: "NotoSansArabic-Regular.ttf", bold: "NotoSansArabic-SemiBold.ttf" },
  { regular: "NotoSansHebrew-Regular.ttf", bold: "NotoSansHebrew-SemiBold.ttf" },
  // Before the emoji, so that Chinese and Japanese punctuation is of one style with its text.
  { regular: "DroidSansFallback.ttf", bold: "DroidSansFallback.ttf" },
  { regular: "NotoEmoji-Regular.ttf", bold: "NotoEmoji-Regular.ttf" }
];
var EMOJI = FILES.length - 1;
var MAIN = 0;
var INVISIBLE = /^[\u00AD\u034F\u061C\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\u{E0000}-\u{E0FFF}]$/u;
var CONTROL = /\p{Cc}/u;
var EMOJI_STYLE = /\uFE0F|\p{Emoji_Presentation}/u;
var createFonts = () => {
  const opened = /* @__PURE__ */ new Map();
  const known = /* @__PURE__ */ new Map();
  const open = (font, weight) => {
    const file = (FILES[font] ?? FILES[MAIN])?.[weight] ?? "";
    const had = opened.get(file);
    if (had !== void 0) return had;
    const made = create(readFileSync(join(FOLDER, file)));
    if (!("layout" in made)) throw new Error(`${file} is a collection of fonts`);
    opened.set(file, tellingFont(made));
    return made;
  };
  const has = (font, grapheme) => {
    const { [font]: files } = FILES;
    if (files === void 0) return false;
    for (const char of grapheme) {
      if (!INVISIBLE.test(char) && !open(font, "regular").hasGlyphForCodePoint(char.codePointAt(0) ?? 0)) return false;
    }
    return true;
  };
  const search = (grapheme) => {
    if (CONTROL.test(grapheme)) return null;
    if (EMOJI_STYLE.test(grapheme) && has(EMOJI, grapheme)) return EMOJI;
    const found = FILES.findIndex((_, font) => has(font, grapheme));
    return found < 0 ? null : found;
  };
  return {
    open,
    count: FILES.length,
    covering(grapheme) {
      let font = known.get(grapheme);
      if (font === void 0) {
        font = search(grapheme);
        if (known.size > 2e4) known.clear();
        known.set(grapheme, font);
      }
      return font;
    }
  };
};
var tellingFont = (font) => {
  const original = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const glyph = original(id, codePoints);
    return Object.create(glyph, { codePoints: { value: codePoints, writable: true, enumerable: true } });
  };
  return font;
};

// src/export/pdf/text/atoms.ts
import bidiFactory from "bidi-js";

// src/export/pdf/text/shape.ts
var PLAIN = { liga: false, clig: false, dlig: false };
var round = (value) => Math.round(value * 10) / 10;
var shape = (font, text, isRightToLeft2, actual = text) => {
  const scale2 = 1e3 / font.font.unitsPerEm;
  const isPlain = font.name === "F1" || font.name === "F2";
  const run = font.font.layout(text, isPlain ? PLAIN : {}, void 0, void 0, isRightToLeft2 ? "rtl" : "ltr");
  const pieces = [];
  const parts = [];
  const said = [];
  let width = 0;
  let rise = 0;
  let array = "";
  let codes = "";
  const pushCodes = () => {
    if (codes !== "") array += `<${codes}>`;
    codes = "";
  };
  const move = (by) => {
    const rounded = round(-by);
    if (rounded === 0) return;
    pushCodes();
    array += ` ${rounded} `;
  };
  const pushPiece = (next) => {
    pushCodes();
    if (array !== "") pieces.push({ rise, array, x: null });
    array = "";
    rise = next;
  };
  for (const [at3, glyph] of run.glyphs.entries()) {
    const position = run.positions[at3];
    if (position === void 0) continue;
    const stands = String.fromCodePoint(...glyph.codePoints);
    said.push(stands);
    const up = round(position.yOffset * scale2);
    const offset = position.xOffset * scale2;
    const advance = position.xAdvance * scale2;
    if (stands === "" && up !== 0) {
      parts.push({ rise: up, array: `<${font.code(glyph.id, "")}>`, x: width + offset });
      if (advance !== 0) move(advance);
      width += advance;
      continue;
    }
    if (up !== rise) pushPiece(up);
    if (offset !== 0) move(offset);
    codes += font.code(glyph.id, stands);
    const after = advance - glyph.advanceWidth * scale2 - offset;
    if (after !== 0) move(after);
    width += advance;
  }
  pushPiece(0);
  if (isRightToLeft2) said.reverse();
  return { font, width, pieces: [...pieces, ...parts], actual: said.join("") === actual ? null : actual };
};

// src/export/pdf/text/atoms.ts
var bidi = bidiFactory();
var graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
var SIMPLE = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u024F\u0370-\u0377\u037A-\u037F\u0384-\u03FF\u0400-\u0482\u048A-\u052F\u2009\u2010-\u2026\u202F\u20AC\u2212]*$/;
var IDEOGRAPHIC = /[\u2E80-\u303F\u3040-\u30FF\u3100-\u312F\u31A0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u{20000}-\u{3FFFF}]/u;
var HAS_DIRECTION = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
var BREAKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
var HALVES = /\p{Surrogate}/gu;
var KEPT = 4e3;
var createTypesetter = (fonts, embedded) => {
  const missing = /* @__PURE__ */ new Set();
  const words = /* @__PURE__ */ new Map();
  const kept = (key, make) => {
    const known = words.get(key);
    if (known !== void 0) return known;
    const made = make();
    if (words.size >= KEPT) words.clear();
    words.set(key, made);
    return made;
  };
  const simple = (text, weight) => kept(`${weight} ${text}`, () => ({
    ...shape(embedded(MAIN, weight), text, false),
    text,
    level: 0,
    isSpace: text === " ",
    mayBegin: text !== " "
  }));
  const makeAtom = (text, level, font, weight, mayBegin) => {
    const isRightToLeft2 = level % 2 === 1;
    const drawn = font === null ? markOf(text) : isRightToLeft2 ? mirrored(text) : text;
    if (font === null) for (const char of text) missing.add(numberOf(char));
    const shaped = shape(embedded(font ?? MAIN, weight), drawn, font !== null && isRightToLeft2, font === null ? text : drawn);
    return { ...shaped, text, level, isSpace: text === " ", mayBegin };
  };
  const atomsOf = (letters, weight) => {
    const atoms = [];
    let from = 0;
    const end = (until) => {
      const first = letters[from];
      if (first === void 0) return;
      const text = letters.slice(from, until).map((letter) => letter.text).join("");
      const before = letters[from - 1];
      const mayBegin = text !== " " && (before === void 0 || before.text === " " || isIdeographic(first.text) || isIdeographic(before.text));
      const { level, font } = first;
      const key = `${weight} ${level} ${font ?? "none"} ${mayBegin ? 1 : 0} ${text}`;
      atoms.push(kept(key, () => makeAtom(text, level, font, weight, mayBegin)));
      from = until;
    };
    for (let at3 = 1; at3 < letters.length; at3 += 1) {
      const [before, letter] = [letters[at3 - 1], letters[at3]];
      if (before === void 0 || letter === void 0) continue;
      const together = before.level === letter.level && before.font === letter.font && before.font !== null && before.text !== " " && letter.text !== " " && !isIdeographic(before.text) && !isIdeographic(letter.text);
      if (!together) end(at3);
    }
    end(letters.length);
    return atoms;
  };
  const lettersOf = (text, levels) => [...graphemes.segment(text)].map(({ segment, index }) => ({
    text: segment,
    level: levels(index),
    font: segment === " " ? MAIN : fonts.covering(segment)
  }));
  return {
    missing,
    paragraph(given, weight) {
      const text = given.replace(BREAKS, " ").replace(HALVES, "\uFFFD");
      if (SIMPLE.test(text)) {
        const atoms = [];
        for (const word of text.split(/( )/)) if (word !== "") atoms.push(simple(word, weight));
        return { atoms, level: 0 };
      }
      if (!HAS_DIRECTION.test(text)) return { atoms: atomsOf(lettersOf(text, () => 0), weight), level: 0 };
      const { levels, paragraphs } = bidi.getEmbeddingLevels(text, "auto");
      return {
        atoms: atomsOf(lettersOf(text, (at3) => levels[at3] ?? 0), weight),
        level: paragraphs[0]?.level ?? 0
      };
    },
    split: (atom, weight) => [...graphemes.segment(atom.text)].map(
      ({ segment }) => makeAtom(segment, atom.level, fonts.covering(segment), weight, true)
    )
  };
};
var isIdeographic = (text) => IDEOGRAPHIC.test(text);
var mirrored = (text) => [...text].map((char) => bidi.getMirroredCharacter(char) ?? char).join("");
var numberOf = (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
var markOf = (text) => [...text].map((char) => `[${numberOf(char)}]`).join("");

// src/export/pdf/look.ts
var A4 = { width: 595.28, height: 841.89 };
var MARGIN = 44;
var CONTENT_WIDTH = A4.width - 2 * MARGIN;
var TOP = 62;
var BOTTOM = A4.height - 58;
var INK = [0.13, 0.15, 0.19];
var QUIET = [0.38, 0.41, 0.46];
var HAIRLINE = [0.86, 0.87, 0.89];
var RULE = [0.45, 0.48, 0.53];
var BAR = [0.16, 0.38, 0.63];
var TARGET = [0.8, 0.4, 0];
var SHADE = [0.955, 0.96, 0.967];
var STYLES = {
  label: { size: 8, weight: "regular", leading: 11, colour: QUIET },
  kind: { size: 11, weight: "regular", leading: 15, colour: QUIET },
  title: { size: 22, weight: "bold", leading: 29, colour: INK },
  figure: { size: 19, weight: "bold", leading: 25, colour: INK },
  body: { size: 9.5, weight: "regular", leading: 13.5, colour: INK },
  heading1: { size: 13, weight: "bold", leading: 18, colour: INK },
  heading2: { size: 10, weight: "bold", leading: 14, colour: INK },
  heading3: { size: 9, weight: "bold", leading: 13, colour: INK },
  column: { size: 7.5, weight: "regular", leading: 10, colour: QUIET },
  cell: { size: 8.5, weight: "regular", leading: 11.5, colour: INK },
  sum: { size: 8.5, weight: "bold", leading: 11.5, colour: INK },
  page: { size: 8, weight: "regular", leading: 11, colour: QUIET }
};

// src/export/pdf/outlet.ts
var BLOCK2 = 1 << 16;
var createOutlet = (sink2) => {
  let full = [];
  let block = new Uint8Array(BLOCK2);
  let used = 0;
  const drain = async () => {
    const blocks = full;
    full = [];
    for (const each of blocks) await sink2.write(each);
  };
  return {
    take(bytes2) {
      for (let at3 = 0; at3 < bytes2.length; ) {
        const some = bytes2.subarray(at3, at3 + BLOCK2 - used);
        block.set(some, used);
        used += some.length;
        at3 += some.length;
        if (used < BLOCK2) continue;
        full.push(block);
        block = new Uint8Array(BLOCK2);
        used = 0;
      }
    },
    drain,
    async finish() {
      full.push(block.subarray(0, used));
      await drain();
    }
  };
};

// src/export/pdf/document.ts
var Property = class extends String {
  toString() {
    return this.valueOf().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }
};
var NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
var createPaper = (sink2, title, madeAt, locale) => {
  const info = {
    Title: new Property(title.replace(NOT_XML, "\uFFFD")).valueOf(),
    Creator: "Punchcard",
    Producer: "Punchcard",
    CreationDate: new Date(madeAt)
  };
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: MARGIN,
    autoFirstPage: false,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: locale,
    info
  });
  Object.assign(doc.info, { Title: new Property(info.Title) });
  const fonts = createFonts();
  const embedded = /* @__PURE__ */ new Map();
  const font = (number2, weight) => {
    const key = `${number2} ${weight}`;
    let made = embedded.get(key);
    if (made === void 0) {
      made = embedFont(doc, fonts.open(number2, weight), `F${embedded.size + 1}`);
      embedded.set(key, made);
    }
    return made;
  };
  const out = createOutlet(sink2);
  doc.push = (bytes2) => {
    if (bytes2 instanceof Uint8Array) out.take(bytes2);
    return true;
  };
  const earlier = doc.read();
  if (earlier instanceof Uint8Array) out.take(earlier);
  let held = "";
  const settle = () => {
    if (held !== "") doc.addContent(held);
    held = "";
  };
  return {
    doc,
    type: createTypesetter(fonts, font),
    font,
    put(operators) {
      held += `${operators}
`;
    },
    settle,
    drain: out.drain,
    async end() {
      settle();
      doc.flushPages();
      for (const each of embedded.values()) {
        each.end();
        await out.drain();
      }
      doc.end();
      await out.finish();
    }
  };
};

// src/export/pdf/text/lines.ts
var breakLines = (paragraph2, width, typesetter, weight) => {
  const lines = [];
  let line = [];
  let used = 0;
  const end = () => {
    lines.push(lineOf(line, paragraph2.level));
    line = [];
    used = 0;
  };
  for (const group of groupsOf(paragraph2.atoms)) {
    const wide = group.reduce((sum, atom) => sum + atom.width, 0);
    if (used + wide <= width || group[0]?.isSpace === true) {
      line.push(...group);
      used += wide;
      continue;
    }
    if (wide <= width) {
      end();
      line.push(...group);
      used = wide;
      continue;
    }
    for (const letter of group.flatMap((atom) => typesetter.split(atom, weight))) {
      if (used + letter.width > width && used > 0) end();
      line.push(letter);
      used += letter.width;
    }
  }
  if (line.length > 0 || lines.length === 0) end();
  return lines;
};
var groupsOf = (atoms) => {
  const groups = [];
  for (const atom of atoms) {
    const last = groups.at(-1);
    if (last === void 0 || atom.isSpace || atom.mayBegin || last[0]?.isSpace === true) groups.push([atom]);
    else last.push(atom);
  }
  return groups;
};
var lineOf = (read, level) => {
  let until = read.length;
  while (until > 0 && read[until - 1]?.isSpace === true) until -= 1;
  const kept = read.slice(0, until);
  const places = /* @__PURE__ */ new Map();
  let width = 0;
  for (const atom of inOrder(kept, level)) {
    const known = places.get(atom);
    if (known === void 0) places.set(atom, [width]);
    else known.push(width);
    width += atom.width;
  }
  return { atoms: kept.map((atom) => ({ atom, x: places.get(atom)?.shift() ?? 0 })), width };
};
var inOrder = (atoms, level) => {
  const highest = atoms.reduce((most, atom) => Math.max(most, atom.level), level);
  if (highest === 0) return atoms;
  const order = [...atoms];
  for (let each = highest; each >= 1; each -= 1) {
    let from = 0;
    while (from < order.length) {
      if ((order[from]?.level ?? 0) < each) {
        from += 1;
        continue;
      }
      let until = from;
      while ((order[until]?.level ?? -1) >= each) until += 1;
      order.splice(from, until - from, ...order.slice(from, until).reverse());
      from = until;
    }
  }
  return order;
};

// src/export/pdf/pen.ts
var number = (value) => String(Math.round(value * 100) / 100);
var widthOf = (line, style2) => line.width * style2.size / 1e3;
var KEPT2 = 4e3;
var KEPT_LENGTH = 32;
var createPen = ({ doc, type, put }) => {
  const known = /* @__PURE__ */ new Map();
  const lines = (text, { size, weight }, width) => {
    const key = text.length <= KEPT_LENGTH ? `${weight} ${size} ${width} ${text}` : null;
    const before = key === null ? void 0 : known.get(key);
    if (before !== void 0) return before;
    const made = breakLines(type.paragraph(text, weight), width * 1e3 / size, type, weight);
    if (key === null) return made;
    if (known.size >= KEPT2) known.clear();
    known.set(key, made);
    return made;
  };
  let inUse = null;
  const fontsOfPage = () => {
    if (inUse?.page !== doc.page) inUse = { page: doc.page, fonts: entriesOf2(doc.page.fonts) };
    return inUse.fonts;
  };
  const write = (line, x, top, style2) => {
    if (line.atoms.length === 0) return;
    put(textOf(line, x, baselineOf(top, style2), style2));
    const used = fontsOfPage();
    for (const { atom: { font } } of line.atoms) used[font.name] ??= font.reference;
  };
  const fill2 = (x, y, width, height, colour) => {
    const [red, green, blue] = colour;
    put(`${red} ${green} ${blue} rg ${number(x)} ${number(y)} ${number(width)} ${number(height)} re f`);
  };
  return {
    lines,
    write,
    writeTo: (line, right, top, style2) => write(line, right - widthOf(line, style2), top, style2),
    fill: fill2,
    rule: (x, y, width, thickness, colour) => fill2(x, y, width, thickness, colour)
  };
};
var baselineOf = (top, { size, leading }) => top + leading / 2 + size * 0.35;
var textOf = (line, x, baseline, { size, colour }) => {
  const [red, green, blue] = colour;
  let out = `BT ${red} ${green} ${blue} rg 1 0 0 -1 ${number(x)} ${number(baseline)} Tm`;
  let font = "";
  let rise = 0;
  let at3 = 0;
  let array = "";
  const endArray = () => {
    if (array !== "") out += ` [${array}] TJ`;
    array = "";
  };
  const moveTo = (to2) => {
    endArray();
    out += ` 1 0 0 -1 ${number(x + to2 * size / 1e3)} ${number(baseline)} Tm`;
  };
  for (const { atom, x: place } of line.atoms) {
    if (place !== at3) moveTo(place);
    at3 = place + atom.width;
    if (atom.font.name !== font) {
      endArray();
      font = atom.font.name;
      out += ` /${font} ${size} Tf`;
    }
    if (atom.actual !== null) {
      endArray();
      out += ` /Span <</ActualText <feff${utf16Hex(atom.actual)}>>> BDC`;
    }
    for (const piece of atom.pieces) {
      if (piece.rise !== rise) {
        endArray();
        rise = piece.rise;
        out += ` ${number(rise * size / 1e3)} Ts`;
      }
      if (piece.x !== null) {
        moveTo(place + piece.x);
        at3 = Number.NaN;
      }
      array += piece.array;
    }
    if (atom.actual === null) continue;
    endArray();
    out += " EMC";
  }
  endArray();
  return `${out}${rise === 0 ? "" : " 0 Ts"} ET`;
};
var entriesOf2 = (dictionary) => {
  if (!isDictionary(dictionary)) throw new TypeError("pdfkit has no such dictionary any more");
  return dictionary;
};
var isDictionary = (value) => typeof value === "object" && value !== null;

// src/export/pdf/pages.ts
var PAGES = "";
var COUNT = "PageCount";
var createPages = (paper, pen, tags, texts) => {
  const { doc, put, settle } = paper;
  const count = doc.ref({});
  let page = 0;
  const numberLine = () => {
    const [before = "", after = ""] = texts.number(page, PAGES).split(PAGES);
    const line = pen.lines(before, STYLES.page, CONTENT_WIDTH)[0];
    if (line === void 0) return;
    const space = before.endsWith(" ") ? STYLES.page.size * 0.26 : 0;
    const middle = (A4.width + widthOf(line, STYLES.page) + space) / 2 - STYLES.page.size * 0.57 - after.length * 2;
    const top = BOTTOM + 22;
    pen.writeTo(line, middle - space, top, STYLES.page);
    entriesOf2(doc.page.xobjects)[COUNT] = count;
    put(`q 1 0 0 1 ${middle.toFixed(2)} ${top.toFixed(2)} cm /${COUNT} Do Q`);
  };
  const head = () => {
    const [left] = pen.lines(texts.left, STYLES.page, CONTENT_WIDTH * 0.6);
    const [right] = pen.lines(texts.right, STYLES.page, CONTENT_WIDTH * 0.38);
    if (left !== void 0) pen.write(left, MARGIN, MARGIN - 12, STYLES.page);
    if (right !== void 0) pen.writeTo(right, MARGIN + CONTENT_WIDTH, MARGIN - 12, STYLES.page);
    pen.rule(MARGIN, MARGIN + 4, CONTENT_WIDTH, 0.5, HAIRLINE);
  };
  const pages = {
    y: TOP,
    fits: (height) => pages.y + height <= BOTTOM,
    next() {
      settle();
      doc.addPage();
      tags.page();
      page += 1;
      pages.y = page === 1 ? MARGIN : TOP;
      tags.artifact(() => {
        if (page > 1) head();
        numberLine();
      }, "Pagination");
    },
    need(height) {
      if (pages.fits(height)) return false;
      pages.next();
      return true;
    },
    end() {
      const [, after = ""] = texts.number(page, PAGES).split(PAGES);
      const [line] = pen.lines(`${page}${after}`, STYLES.page, CONTENT_WIDTH);
      const atoms = line?.atoms ?? [];
      const width = line === void 0 ? 0 : widthOf(line, STYLES.page);
      Object.assign(count.data, {
        Type: "XObject",
        Subtype: "Form",
        BBox: [0, -5, width + 5, STYLES.page.leading + 5],
        Resources: { Font: Object.fromEntries(atoms.map(({ atom: { font } }) => [font.name, font.reference])) }
      });
      const baseline = STYLES.page.leading / 2 + STYLES.page.size * 0.35;
      count.end(line === void 0 ? " " : textOf(line, 0, baseline, STYLES.page));
    }
  };
  return pages;
};

// src/export/pdf/chart.ts
var HOUR3 = 36e5;
var PLOT_HEIGHT = 92;
var AXIS = 26;
var CHART_HEIGHT = STYLES.label.leading + 8 + PLOT_HEIGHT + STYLES.label.leading + 18;
var stepOf = (hours) => {
  for (let unit = 1; ; unit *= 10) {
    const step = [1, 2, 5].find((factor) => hours / (factor * unit) <= 4);
    if (step !== void 0) return step * unit;
  }
};
var drawChart = ({ doc, settle }, pen, { title, bars }, top) => {
  const most = Math.max(HOUR3, ...bars.map(({ ms, targetMs }) => Math.max(ms, targetMs ?? 0))) / HOUR3;
  const step = stepOf(most);
  const highest = Math.ceil(most / step) * step;
  const [titleLine] = pen.lines(title, STYLES.label, CONTENT_WIDTH);
  if (titleLine !== void 0) pen.write(titleLine, MARGIN, top, STYLES.label);
  const plotTop = top + STYLES.label.leading + 8;
  const base = plotTop + PLOT_HEIGHT;
  const left = MARGIN + AXIS;
  const yOf = (hours) => base - hours / highest * PLOT_HEIGHT;
  for (let hours = 0; hours <= highest; hours += step) {
    pen.rule(left, yOf(hours) - 0.25, CONTENT_WIDTH - AXIS, 0.5, hours === 0 ? RULE : HAIRLINE);
    const [line] = pen.lines(String(hours), STYLES.column, AXIS);
    if (line !== void 0) pen.writeTo(line, left - 6, yOf(hours) - STYLES.column.leading / 2, STYLES.column);
  }
  const slot = (CONTENT_WIDTH - AXIS) / bars.length;
  const width = Math.min(slot * 0.68, 26);
  const rgb = ([red, green, blue]) => [red * 255, green * 255, blue * 255];
  settle();
  doc.save();
  for (const [nth, { ms }] of bars.entries()) {
    if (ms > 0) doc.rect(left + slot * (nth + 0.5) - width / 2, yOf(ms / HOUR3), width, base - yOf(ms / HOUR3));
  }
  doc.fill(rgb(BAR));
  doc.lineWidth(1.2);
  for (const [nth, { targetMs }] of bars.entries()) {
    if (targetMs === null) continue;
    const y = yOf(targetMs / HOUR3);
    doc.moveTo(left + slot * nth + slot * 0.08, y).lineTo(left + slot * (nth + 1) - slot * 0.08, y);
  }
  doc.stroke(rgb(TARGET));
  doc.restore();
  const labels = bars.map(({ label }) => pen.lines(label, STYLES.column, CONTENT_WIDTH)[0]);
  const widest = Math.max(...labels.map((line) => line === void 0 ? 0 : widthOf(line, STYLES.column)));
  const every = Math.max(1, Math.ceil((widest + 4) / slot));
  for (const [nth, line] of labels.entries()) {
    if (line === void 0 || nth % every !== 0) continue;
    pen.write(line, left + slot * (nth + 0.5) - widthOf(line, STYLES.column) / 2, base + 4, STYLES.column);
  }
};

// src/export/pdf/outline.ts
var createOutline = (doc) => {
  const path = [doc.outline];
  return (level, text, top) => {
    path.length = Math.min(path.length, level);
    const options = { expanded: level === 1, left: doc.page.width, top };
    const item = path.at(-1)?.addItem(text, options);
    if (item !== void 0) path.push(item);
  };
};

// src/export/pdf/table.ts
var GAP = 8;
var PAD = 2.2;
var HEADER_HEIGHT = STYLES.column.leading + 6;
var AFTER = 14;
var TABLE_BEGINNING = HEADER_HEIGHT + 3 * (STYLES.cell.leading + 2 * PAD);
var KEPT_TOGETHER = 12;
var placesOf = (columns) => {
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  let x = MARGIN;
  let isBefore = true;
  return columns.map(({ width, align }) => {
    const own = width ?? CONTENT_WIDTH - fixed;
    if (width === null) isBefore = false;
    const place = { x: align === "right" && !isBefore ? x + GAP : x, width: own - GAP, align };
    x += own;
    return place;
  });
};
var printTable = (columns, pen, pages, tags) => {
  const places = placesOf(columns);
  const table = tags.table();
  const write = (place, line, top, style2) => {
    if (place.align === "right") pen.writeTo(line, place.x + place.width, top, style2);
    else pen.write(line, place.x, top, style2);
  };
  const titles = columns.map(({ title }, nth) => pen.lines(title, STYLES.column, places[nth]?.width ?? 0)[0]);
  const header = (into) => {
    const row = into?.row("TH", columns.map(() => null));
    const draw = (nth) => {
      const [line, place] = [titles[nth], places[nth]];
      if (line !== void 0 && place !== void 0) write(place, line, pages.y + 2, STYLES.column);
    };
    for (const nth of columns.keys()) {
      if (row === void 0) draw(nth);
      else row.cell(nth, () => draw(nth));
    }
    row?.end();
  };
  const openHeader = (isRepeated) => {
    if (isRepeated) tags.artifact(() => header(null));
    else header(table);
    pages.y += HEADER_HEIGHT;
    tags.artifact(() => pen.rule(MARGIN, pages.y - 1, CONTENT_WIDTH, 0.7, RULE));
  };
  const nextPage = () => {
    pages.next();
    openHeader(true);
  };
  openHeader(false);
  return {
    row({ cells, kind, opens }) {
      const style2 = kind === "plain" ? STYLES.cell : STYLES.sum;
      const wide = kind === "plain" ? places : withRoom(places, cells);
      const texts = cells.map((text, nth) => text === "" ? [] : pen.lines(text, style2, wide[nth]?.width ?? 0));
      const count = Math.max(1, ...texts.map((lines) => lines.length));
      const heightOf = (lines) => lines * style2.leading + 2 * PAD;
      if (!pages.fits(heightOf(Math.min(count, KEPT_TOGETHER)))) nextPage();
      const row = table.row("TD", cells.map((text, nth) => texts[nth]?.some(isTurned) === true ? text : null));
      let done = 0;
      while (done < count) {
        let now = count - done;
        while (now > 1 && !pages.fits(heightOf(now))) now -= 1;
        const top = pages.y;
        const height = heightOf(now);
        tags.artifact(() => {
          if (kind !== "plain") pen.fill(MARGIN, top, CONTENT_WIDTH, height, SHADE);
          if (kind !== "plain" || opens && done === 0) {
            pen.rule(MARGIN, top, CONTENT_WIDTH, kind === "plain" ? 0.4 : 0.7, kind === "plain" ? HAIRLINE : RULE);
          }
        });
        for (const [nth, lines] of texts.entries()) {
          const place = wide[nth];
          const some = lines.slice(done, done + now);
          if (place === void 0 || some.length === 0) continue;
          row.cell(nth, () => {
            for (const [at3, line] of some.entries()) write(place, line, top + PAD + at3 * style2.leading, style2);
          });
        }
        pages.y += height;
        done += now;
        if (done < count) nextPage();
      }
      row.end();
    },
    end() {
      table.end();
      pages.y += AFTER;
    }
  };
};
var isTurned = (line) => line.atoms.some(({ atom }) => atom.level > 0 || atom.actual !== null);
var withRoom = (places, cells) => {
  const [first] = places;
  const next = cells.findIndex((text, nth) => nth > 0 && text !== "");
  const end = next < 0 ? MARGIN + CONTENT_WIDTH : (places[next]?.x ?? MARGIN + CONTENT_WIDTH) - GAP;
  return first === void 0 ? places : [{ ...first, align: "left", width: end - MARGIN }, ...places.slice(1)];
};

// src/export/pdf/print.ts
var SIGNATURE_GAP = 36;
var SIGNATURE_ROOM = 74;
var FACT_LABEL = 92;
var HEADINGS = { 1: STYLES.heading1, 2: STYLES.heading2, 3: STYLES.heading3 };
var ABOVE = { 1: 12, 2: 6, 3: 4 };
var ROWS_HELD = 60;
var createBlockPrinter = (paper, pen, pages, tags) => {
  const bookmark = createOutline(paper.doc);
  let table = null;
  const paragraph2 = (tag, text, style2) => {
    for (const [nth, line] of pen.lines(text, style2, CONTENT_WIDTH).entries()) {
      pages.need(style2.leading);
      tags.block(nth === 0 ? tag : "P", () => pen.write(line, MARGIN, pages.y, style2));
      pages.y += style2.leading;
    }
  };
  const facts = (all) => {
    for (const { label, text } of all) {
      const lines = pen.lines(text, STYLES.body, CONTENT_WIDTH - FACT_LABEL);
      const [name] = pen.lines(label, STYLES.label, FACT_LABEL - 8);
      tags.block("P", () => {
        if (name !== void 0) pen.write(name, MARGIN, pages.y + 1, STYLES.label);
        for (const [at3, line] of lines.entries()) {
          pen.write(line, MARGIN + FACT_LABEL, pages.y + at3 * STYLES.body.leading, STYLES.body);
        }
      });
      pages.y += lines.length * STYLES.body.leading + 2;
    }
    pages.y += 10;
  };
  const figures = (all) => {
    const slot = CONTENT_WIDTH / 3;
    tags.artifact(() => pen.rule(MARGIN, pages.y, CONTENT_WIDTH, 0.7, RULE));
    pages.y += 10;
    for (const [nth, { label, text, more }] of all.entries()) {
      const parts = [
        [label, STYLES.label, 0],
        [text, STYLES.figure, STYLES.label.leading],
        [more, STYLES.label, STYLES.label.leading + STYLES.figure.leading]
      ];
      tags.block("P", () => {
        for (const [part, style2, below] of parts) {
          const [line] = pen.lines(part, style2, slot - 10);
          if (line !== void 0) pen.write(line, MARGIN + nth * slot, pages.y + below, style2);
        }
      });
    }
    pages.y += STYLES.label.leading * 2 + STYLES.figure.leading + 10;
    tags.artifact(() => pen.rule(MARGIN, pages.y, CONTENT_WIDTH, 0.5, HAIRLINE));
    pages.y += 14;
  };
  const heading2 = (level, text) => {
    const style2 = HEADINGS[level];
    pages.y += ABOVE[level];
    pages.need(style2.leading + TABLE_BEGINNING);
    bookmark(level, text, pages.y - 4);
    paragraph2(`H${level}`, text, style2);
    pages.y += 3;
  };
  const signatures2 = (labels) => {
    pages.need(SIGNATURE_ROOM);
    pages.y += 44;
    const width = (CONTENT_WIDTH - SIGNATURE_GAP * (labels.length - 1)) / labels.length;
    for (const [nth, label] of labels.entries()) {
      const x = MARGIN + nth * (width + SIGNATURE_GAP);
      tags.artifact(() => pen.rule(x, pages.y, width, 0.7, RULE));
      const [line] = pen.lines(label, STYLES.label, width);
      if (line !== void 0) tags.block("P", () => pen.write(line, x, pages.y + 4, STYLES.label));
    }
    pages.y += SIGNATURE_ROOM - 44;
  };
  const print = (block) => {
    switch (block.kind) {
      case "title":
        paragraph2("P", block.title, STYLES.kind);
        paragraph2("H1", block.name, STYLES.title);
        pages.y += 10;
        return;
      case "facts":
        return facts(block.facts);
      case "figures":
        return figures(block.figures);
      case "heading":
        return heading2(block.level, block.text);
      case "paragraph":
        paragraph2("P", block.text, STYLES.body);
        pages.y += 6;
        return;
      case "chart":
        pages.need(CHART_HEIGHT);
        tags.figure(block.chart.alt, () => drawChart(paper, pen, block.chart, pages.y));
        pages.y += CHART_HEIGHT;
        return;
      case "table":
        table = printTable(block.columns, pen, pages, tags);
        return;
      case "end-table":
        table?.end();
        table = null;
        return;
      case "signatures":
        return signatures2(block.labels);
    }
  };
  return {
    async block(block, onEntries) {
      if (block.kind !== "rows") {
        print(block);
        await paper.drain();
        return;
      }
      for (const [nth, row] of block.rows.entries()) {
        table?.row(row);
        onEntries(row.entries);
        if (nth % ROWS_HELD === ROWS_HELD - 1) await paper.drain();
      }
      await paper.drain();
    }
  };
};

// src/export/pdf/verbatim.ts
var Verbatim = class {
  text = "";
  /** By this pdfkit tells dictionaries from what it writes as it is. */
  get [Symbol.toStringTag]() {
    return "Verbatim";
  }
  toString() {
    return this.text;
  }
};

// src/export/pdf/tags.ts
var to = (id) => `${id} 0 R`;
var idOf = (element) => element.reference.id;
var textString = (text) => `<feff${utf16Hex(text)}>`;
var createTags = ({ doc, put }) => {
  const root = doc.getStructTreeRoot();
  const children = [];
  let onPage = [];
  let isOpen = false;
  const parents = [];
  const allocate = () => {
    const content = new Verbatim();
    return { reference: doc.ref(content), content };
  };
  const write = ({ reference: object, content }, text) => {
    content.text = text;
    object.end(void 0);
    content.text = "";
  };
  const document = allocate();
  const endPage = () => {
    if (!isOpen) return;
    const list = allocate();
    write(list, `[${onPage.map(to).join(" ")}]`);
    parents.push(`${parents.length} ${to(idOf(list))}`);
    onPage = [];
  };
  const draw = (tag, owner, what2) => {
    const mcid = onPage.push(owner) - 1;
    put(`/${tag} <</MCID ${mcid}>> BDC`);
    what2();
    put("EMC");
    return { page: doc.page.dictionary.id, mcid };
  };
  const kids = (contents) => {
    const [first] = contents;
    if (first === void 0) return "";
    const all = contents.map(
      ({ page, mcid }) => page === first.page ? String(mcid) : `<</Type/MCR/Pg ${to(page)}/MCID ${mcid}>>`
    );
    return `/Pg ${to(first.page)}/K${all.length === 1 ? ` ${all.join("")}` : `[${all.join(" ")}]`}`;
  };
  const leaf = (tag, more, what2) => {
    const element = allocate();
    children.push(idOf(element));
    const content = draw(tag, idOf(element), what2);
    write(element, `<</S/${tag}/P ${to(idOf(document))}${more}${kids([content])}>>`);
  };
  const actualText = (text) => text === null ? "" : `/ActualText ${textString(text)}`;
  return {
    block: (tag, what2, actual = null) => leaf(tag, actualText(actual), what2),
    figure: (alt, what2) => leaf("Figure", `/Alt ${textString(alt)}`, what2),
    artifact(what2, kind = "Layout") {
      put(`/Artifact <</Type /${kind}>> BDC`);
      what2();
      put("EMC");
    },
    page() {
      endPage();
      isOpen = true;
      Object.assign(doc.page.dictionary.data, { StructParents: parents.length, Tabs: "S" });
    },
    table() {
      const table = allocate();
      children.push(idOf(table));
      const rows = [];
      return {
        row(kind, actual) {
          const row = allocate();
          rows.push(idOf(row));
          const cells = actual.map(() => ({ element: allocate(), contents: new Array() }));
          const scope = kind === "TH" ? "/A<</O/Table/Scope/Column>>" : "";
          return {
            cell(nth, what2) {
              const cell = cells[nth];
              if (cell !== void 0) cell.contents.push(draw(kind, idOf(cell.element), what2));
            },
            end() {
              for (const [nth, { element, contents }] of cells.entries()) {
                write(element, `<</S/${kind}/P ${to(idOf(row))}${scope}${actualText(actual[nth] ?? null)}${kids(contents)}>>`);
              }
              const ids = cells.map(({ element }) => to(idOf(element))).join(" ");
              write(row, `<</S/TR/P ${to(idOf(table))}/K[${ids}]>>`);
            }
          };
        },
        end: () => write(table, `<</S/Table/P ${to(idOf(document))}/K[${rows.map(to).join(" ")}]>>`)
      };
    },
    end() {
      endPage();
      write(document, `<</S/Document/P ${to(root.id)}/K[${children.map(to).join(" ")}]>>`);
      const tree = allocate();
      write(tree, `<</Nums[${parents.join("\n")}]>>`);
      Object.assign(root.data, { K: document.reference, ParentTree: tree.reference, ParentTreeNextKey: parents.length });
    }
  };
};

// src/export/pdf/pdf.ts
var writePdf = async (report2, sink2, progress, translators2) => {
  const { head } = report2;
  const t = translators2.for(head.locale);
  const title = titleOf(head, t);
  const paper = createPaper(sink2, title, head.madeAt, t.locale);
  const pen = createPen(paper);
  const tags = createTags(paper);
  const pages = createPages(paper, pen, tags, {
    left: title,
    right: formatDayRange(head.from, head.to, t),
    number: (page, count) => t("exportdocument.page", { page, pages: count })
  });
  pages.next();
  const printer = createBlockPrinter(paper, pen, pages, tags);
  let entries = 0;
  const onEntries = (more) => {
    entries += more;
    progress(entries);
  };
  for await (const block of layoutOf(report2, t)) {
    const { missing } = paper.type;
    if (block.kind === "signatures" && missing.size > 0) {
      const list = [...missing].slice(0, MISSING_MAX).join(", ") + (missing.size > MISSING_MAX ? ", \u2026" : "");
      await printer.block({ kind: "paragraph", text: t("exportdocument.missing", { list }) }, onEntries);
    }
    await printer.block(block, onEntries);
  }
  tags.end();
  pages.end();
  await paper.end();
};
var MISSING_MAX = 200;

// src/export/docx/container.ts
import { Zip, ZipDeflate } from "fflate";
var HELD = 1 << 16;
var LEVEL = 3;
var createContainer = (sink2, at3) => {
  const ready = [];
  let failure = null;
  const zip = new Zip((error, bytes2) => {
    if (error === null) ready.push(bytes2);
    else failure = error;
  });
  const drain = async () => {
    if (failure !== null) throw failure;
    for (const bytes2 of ready.splice(0)) await sink2.write(bytes2);
  };
  const add2 = (name) => {
    const file = new ZipDeflate(name, { level: LEVEL });
    file.mtime = at3;
    zip.add(file);
    return file;
  };
  return {
    async file(name, content) {
      add2(name).push(content, true);
      await drain();
    },
    open(name) {
      const file = add2(name);
      let held = "";
      return {
        write(text) {
          held += text;
          if (held.length < HELD) return;
          file.push(Buffer.from(held), false);
          held = "";
          return drain();
        },
        async end() {
          file.push(Buffer.from(held), true);
          await drain();
        }
      };
    },
    async end() {
      zip.end();
      await drain();
    }
  };
};

// src/export/docx/look.ts
var A42 = { width: 595.3, height: 841.9 };
var MARGIN2 = { side: 44, top: 62, bottom: 58 };
var CONTENT_WIDTH2 = A42.width - 2 * MARGIN2.side;

// src/export/docx/skeleton.ts
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun
} from "docx";
import { unzipSync } from "fflate";
var DOCUMENT = "word/document.xml";
var STYLES2 = "word/styles.xml";
var CORE = "docProps/core.xml";
var BODY = "punchcard-body";
var INK2 = "212630";
var QUIET2 = "616873";
var TWIPS = 20;
var at = (points) => Math.round(points * TWIPS);
var style = (id, name, look) => ({
  id,
  name,
  basedOn: "Normal",
  next: id,
  quickFormat: true,
  run: { size: look.size * 2, bold: look.bold ?? false, color: look.colour ?? INK2 },
  paragraph: {
    spacing: { before: at(look.above ?? 0), after: at(look.below ?? 0), line: 240, lineRule: LineRuleType.AUTO },
    ...look.right === true ? { alignment: AlignmentType.RIGHT } : {},
    ...look.keepNext === true ? { keepNext: true } : {}
  }
});
var PARAGRAPH_STYLES = [
  style("Fact", "Fact", { size: 9.5, below: 2 }),
  style("Figure", "Figure", { size: 14, bold: true, above: 6 }),
  style("Kind", "Kind of report", { size: 11, colour: QUIET2, keepNext: true }),
  style("Cell", "Table text", { size: 8.5, above: 2, below: 2 }),
  style("CellRight", "Table number", { size: 8.5, above: 2, below: 2, right: true }),
  style("CellHead", "Table head", { size: 7.5, colour: QUIET2, above: 2, below: 2, keepNext: true }),
  style("CellHeadRight", "Table head of numbers", { size: 7.5, colour: QUIET2, above: 2, below: 2, right: true, keepNext: true }),
  style("Sum", "Table sum", { size: 8.5, bold: true, above: 2, below: 2 }),
  style("SumRight", "Table sum of numbers", { size: 8.5, bold: true, above: 2, below: 2, right: true }),
  style("Gap", "Gap", { size: 6 }),
  style("Text", "Report text", { size: 9.5, above: 4, below: 4 }),
  style("Sign", "Signature", { size: 8, colour: QUIET2, above: 3 })
];
var TABLE_STYLE = '<w:style w:type="table" w:customStyle="1" w:styleId="Sheet"><w:name w:val="Sheet"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="DBDDE2"/><w:right w:val="nil"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="DBDDE2"/><w:insideV w:val="nil"/></w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="737B87"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>';
var skeletonOf = async (texts) => {
  const quiet = { size: 16, color: QUIET2 };
  const [before, between, after] = texts.page;
  const document = new Document({
    title: texts.title,
    creator: "Punchcard",
    lastModifiedBy: "Punchcard",
    description: "",
    styles: {
      default: {
        document: { run: { font: "Arial", size: 19, color: INK2, language: languageOf(texts.locale) } },
        title: { run: { size: 44, bold: true, color: INK2 }, paragraph: { spacing: { before: 0, after: at(10) } } },
        heading1: heading(13, 16, 4),
        heading2: heading(10, 8, 3),
        heading3: heading(9, 6, 3)
      },
      paragraphStyles: PARAGRAPH_STYLES,
      characterStyles: [
        { id: "Label", name: "Label", run: { size: 16, bold: false, color: QUIET2 } }
      ]
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: at(A42.width), height: at(A42.height) },
            margin: { left: at(MARGIN2.side), right: at(MARGIN2.side), top: at(MARGIN2.top), bottom: at(MARGIN2.bottom), header: at(30), footer: at(28) }
          }
        },
        headers: {
          first: new Header({ children: [new Paragraph({ children: [] })] }),
          default: new Header({
            children: [
              new Paragraph({
                tabStops: [{ type: TabStopType.RIGHT, position: at(CONTENT_WIDTH2) }],
                children: [new TextRun({ ...quiet, text: texts.left }), new TextRun({ ...quiet, children: ["	", texts.right] })]
              })
            ]
          })
        },
        footers: { first: pageNumber(), default: pageNumber() },
        children: [new Paragraph(BODY)]
      }
    ]
  });
  function pageNumber() {
    const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
    return new Footer({
      children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ ...quiet, children })] })]
    });
  }
  const { [DOCUMENT]: main, [STYLES2]: styles, [CORE]: core, ...rest } = unzipSync(await Packer.toBuffer(document));
  if (main === void 0 || styles === void 0 || core === void 0) throw new Error("docx made a document without its parts");
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const [head, tail] = split(decoder.decode(main));
  const made = new Date(texts.madeAt).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    before: head,
    after: tail,
    files: {
      ...rest,
      [STYLES2]: encoder.encode(decoder.decode(styles).replace("</w:styles>", `${TABLE_STYLE}</w:styles>`)),
      // The moment of the report, and not that of its writing, so that the same report is the same file.
      [CORE]: encoder.encode(decoder.decode(core).replace(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${made}`))
    }
  };
};
var heading = (size, above, below) => ({
  run: { size: size * 2, bold: true, color: INK2 },
  paragraph: { spacing: { before: at(above), after: at(below) }, keepNext: true }
});
var split = (xml) => {
  const mark = xml.indexOf(BODY);
  const start = xml.lastIndexOf("<w:p>", mark);
  const end = xml.indexOf("</w:p>", mark) + "</w:p>".length;
  if (mark < 0 || start < 0) throw new Error("docx made a document without its body");
  return [xml.slice(0, start), xml.slice(end)];
};
var languageOf = (locale) => {
  const full = new Intl.Locale(locale).maximize();
  return { value: `${full.language}-${full.region ?? "US"}`, bidirectional: "ar-SA" };
};

// src/export/docx/xml.ts
var NOT_XML2 = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
var NEEDS_CARE = /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;
var BREAKS2 = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
var xmlText = (text) => NEEDS_CARE.test(text) ? text.replace(BREAKS2, " ").replace(NOT_XML2, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;") : text;
var HAS_RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
var STRONG = /\p{L}/u;
var isRightToLeft = (text) => {
  if (!HAS_RIGHT_TO_LEFT.test(text)) return false;
  const [first] = STRONG.exec(text) ?? [];
  return first !== void 0 && HAS_RIGHT_TO_LEFT.test(first);
};
var paragraph = (style2, text) => {
  if (text === "") return `<w:p><w:pPr><w:pStyle w:val="${style2}"/></w:pPr></w:p>`;
  const turned = isRightToLeft(text);
  const [direction, run] = turned ? ["<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>"] : ["", ""];
  return `<w:p><w:pPr><w:pStyle w:val="${style2}"/>${direction}</w:pPr><w:r>${run}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
};
var STOPS = `<w:tabs>${[1900, 4200].map((at3) => `<w:tab w:val="left" w:pos="${at3}"/>`).join("")}</w:tabs>`;
var tabbed = (style2, parts) => {
  const runs = parts.map(([look, text], nth) => {
    const tab = nth === 0 ? "" : "<w:r><w:tab/></w:r>";
    const properties = [look === "" ? "" : `<w:rStyle w:val="${look}"/>`, isRightToLeft(text) ? "<w:rtl/>" : ""].join("");
    return `${tab}<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${xmlText(text)}</w:t></w:r>`;
  });
  return `<w:p><w:pPr><w:pStyle w:val="${style2}"/>${STOPS}</w:pPr>${runs.join("")}</w:p>`;
};

// src/export/docx/table.ts
var TWIPS2 = 20;
var SHADE2 = '<w:shd w:val="clear" w:color="auto" w:fill="F3F4F6"/>';
var openCell = (width, more = "") => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${more}</w:tcPr>`;
var tableWriter = (name, columns) => {
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const widths = columns.map(({ width }) => Math.round((width ?? CONTENT_WIDTH2 - fixed) * TWIPS2));
  const styled = (left, right, more) => columns.map(({ align }, nth) => ({ open: openCell(widths[nth] ?? 0, more), style: align === "right" ? right : left }));
  const looks = {
    head: styled("CellHead", "CellHeadRight", ""),
    plain: styled("Cell", "CellRight", ""),
    sum: styled("Sum", "SumRight", SHADE2)
  };
  const cell = ({ open, style: style2 }, text) => `${open}${paragraph(style2, text)}</w:tc>`;
  const plainRow = (cells) => {
    let row = "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (const [nth, look] of looks.plain.entries()) row += cell(look, cells[nth] ?? "");
    return `${row}</w:tr>`;
  };
  const sumRow2 = (cells) => {
    const next = cells.findIndex((text, nth) => nth > 0 && text !== "");
    const span = next < 0 ? cells.length : next;
    const width = widths.slice(0, span).reduce((sum, each) => sum + each, 0);
    const first = openCell(width, (span > 1 ? `<w:gridSpan w:val="${span}"/>` : "") + SHADE2);
    const rest = looks.sum.slice(span).map((look, nth) => cell(look, cells[span + nth] ?? ""));
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell({ open: first, style: "Sum" }, cells[0] ?? "")}${rest.join("")}</w:tr>`;
  };
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const head = looks.head.map((look, nth) => cell(look, columns[nth]?.title ?? "")).join("");
  return {
    begin: `<w:tbl><w:tblPr><w:tblStyle w:val="Sheet"/><w:tblW w:w="${Math.round(CONTENT_WIDTH2 * TWIPS2)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="${xmlText(name)}"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head}</w:tr>`,
    row: ({ kind, cells }) => kind === "plain" ? plainRow(cells) : sumRow2(cells),
    // Word wants a paragraph between two tables, or they become one.
    end: `</w:tbl>${paragraph("Gap", "")}`
  };
};

// src/export/docx/docx.ts
var [PAGE, PAGES2] = ["", ""];
var writeDocx = async (report2, sink2, progress, translators2) => {
  const { head } = report2;
  const t = translators2.for(head.locale);
  const title = titleOf(head, t);
  const [before = "", between = "", after = ""] = t("exportdocument.page", { page: PAGE, pages: PAGES2 }).split(/[\u0001\u0002]/);
  const skeleton = await skeletonOf({
    title,
    left: title,
    right: formatDayRange(head.from, head.to, t),
    page: [before, between, after],
    locale: t.locale,
    madeAt: head.madeAt
  });
  const container = createContainer(sink2, head.madeAt);
  for (const [name, content] of Object.entries(skeleton.files)) await container.file(name, content);
  const document = container.open("word/document.xml");
  await document.write(skeleton.before);
  let table = null;
  let entries = 0;
  for await (const block of layoutOf(report2, t)) {
    if (block.kind === "table") {
      table = tableWriter(block.name, block.columns);
      await document.write(table.begin);
    } else if (block.kind === "rows") {
      for (const row of block.rows) {
        await document.write(table?.row(row) ?? "");
        entries += row.entries;
        progress(entries);
      }
    } else if (block.kind === "end-table") {
      await document.write(table?.end ?? "");
    } else {
      await document.write(bodyOf(block));
    }
  }
  await document.write(skeleton.after);
  await document.end();
  await container.end();
};
var bodyOf = (block) => {
  switch (block.kind) {
    case "title":
      return paragraph("Kind", block.title) + paragraph("Title", block.name);
    case "facts":
      return block.facts.map(({ label, text }) => tabbed("Fact", [["Label", label], ["", text]])).join("");
    case "figures":
      return block.figures.map(({ label, text, more }) => tabbed("Figure", [["Label", label], ["", text], ["Label", more]])).join("");
    case "heading":
      return paragraph(`Heading${block.level}`, block.text);
    case "paragraph":
      return paragraph("Text", block.text);
    case "chart":
      return "";
    case "signatures":
      return signatures(block.labels);
  }
};
var signatures = (labels) => {
  const gap = 36;
  const width = Math.round((CONTENT_WIDTH2 - gap * (labels.length - 1)) / labels.length * 20);
  const widths = labels.flatMap((_, nth) => nth === 0 ? [width] : [gap * 20, width]);
  const cells = labels.flatMap((label, nth) => {
    const line = '<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="737B87"/></w:tcBorders>';
    const own = `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${line}</w:tcPr>${paragraph("Sign", label)}</w:tc>`;
    const free = `<w:tc><w:tcPr><w:tcW w:w="${gap * 20}" w:type="dxa"/></w:tcPr>${paragraph("Sign", "")}</w:tc>`;
    return nth === 0 ? [own] : [free, own];
  });
  const grid = widths.map((each) => `<w:gridCol w:w="${each}"/>`).join("");
  return `<w:p><w:pPr><w:pStyle w:val="Text"/><w:keepNext/><w:spacing w:before="700"/></w:pPr></w:p><w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join("")}</w:tr></w:tbl>${paragraph("Gap", "")}`;
};

// src/domain/effective.ts
var endOf = (session, until) => Math.max(session.startedAt, session.endedAt ?? until);
var measuredMs = (session, until) => endOf(session, until) - session.startedAt;
var pausedMs = (session, until) => {
  let sum = 0;
  for (const pause of session.pauses) sum += pause.end - pause.start;
  if (session.pausedSince !== null) sum += Math.max(0, endOf(session, until) - session.pausedSince);
  return sum;
};
var effectiveMs = (session, until) => session.overrideMs ?? Math.max(0, measuredMs(session, until) - pausedMs(session, until));

// src/domain/day-split.ts
var splitByDay = (session, counting, until) => {
  const { zone, dayStart, boundary } = counting;
  const end = Math.max(session.startedAt, session.endedAt ?? until ?? session.startedAt);
  const total = effectiveMs(session, end);
  const shares = /* @__PURE__ */ new Map();
  if (total === 0) return shares;
  const first = localDay(session.startedAt, zone, dayStart);
  if (boundary === "start" || end <= first.end) return shares.set(first.day, total);
  let worked = 0;
  for (const stretch of workedIntervals(session, end)) {
    worked += stretch.end - stretch.start;
    for (let at3 = stretch.start; at3 < stretch.end; ) {
      const day = localDay(at3, zone, dayStart);
      const stop = Math.min(day.end, stretch.end);
      shares.set(day.day, (shares.get(day.day) ?? 0) + stop - at3);
      at3 = stop;
    }
  }
  if (worked === total) return shares;
  if (worked === 0) return /* @__PURE__ */ new Map([[first.day, total]]);
  return scale(shares, worked, total);
};
var workedIntervals = (session, end) => {
  const open = session.pausedSince === null ? [] : [{ start: session.pausedSince, end }];
  const worked = [];
  let at3 = session.startedAt;
  for (const pause of [...session.pauses, ...open]) {
    const stop = Math.min(pause.start, end);
    if (stop > at3) worked.push({ start: at3, end: stop });
    at3 = Math.max(at3, pause.end);
  }
  if (end > at3) worked.push({ start: at3, end });
  return worked;
};
var scale = (shares, from, to2) => {
  const rows = [...shares].map(([day, ms], order) => {
    const exact = BigInt(ms) * BigInt(to2);
    return { day, order, floor: Number(exact / BigInt(from)), rest: exact % BigInt(from) };
  });
  let left = to2 - rows.reduce((sum, row) => sum + row.floor, 0);
  const extra = /* @__PURE__ */ new Set();
  for (const row of rows.toSorted((a, b) => a.rest === b.rest ? a.order - b.order : a.rest < b.rest ? 1 : -1)) {
    if (left-- <= 0) break;
    extra.add(row.day);
  }
  const scaled = rows.map((row) => [row.day, row.floor + (extra.has(row.day) ? 1 : 0)]);
  return new Map(scaled.filter(([, ms]) => ms !== 0));
};

// src/domain/ids.ts
var SNOWFLAKE = /^\d{1,20}$/;
var snowflake = (value) => {
  if (!SNOWFLAKE.test(value)) throw new TypeError(`not a snowflake: ${value.slice(0, 40)}`);
  return value;
};
var userId = (value) => snowflake(value);
var spaceId = (value) => {
  if (!/^[gu]\d{1,20}$/.test(value)) throw new TypeError(`not a space: ${value.slice(0, 40)}`);
  return value;
};
var categoryId = (value) => value;
var sessionId = (value) => value;

// test/support/report-samples.ts
var JUNE = Date.UTC(2026, 5, 1);
var HOUR4 = 36e5;
var amount = (ms) => {
  const printedMs = Math.floor(ms / 1e3) * 1e3;
  return { ms, printedMs, hundredths: Math.round(printedMs / 36e3) };
};
var add = (sums, key, ms) => void sums.set(key, (sums.get(key) ?? 0) + ms);
var sampleReport = ({ entries, people, name = "Anna Berg", head = {}, targetMs }) => {
  const counting = head.counting ?? { zone: "Europe/Berlin", dayStart: 0, boundary: "split" };
  const weekStart = head.weekStart ?? "monday";
  const names = [...new Set(entries.map(({ member }) => member ?? name))];
  const rows = entries.map((entry, nth) => rowOf(entry, nth, counting, name, names));
  const days = /* @__PURE__ */ new Map();
  const categories = /* @__PURE__ */ new Map();
  const byDay2 = /* @__PURE__ */ new Map();
  const members = /* @__PURE__ */ new Map();
  for (const row of rows) {
    add(categories, row.category.name, row.amount.ms);
    const member = members.get(row.user) ?? { ms: 0, entries: 0, name: row.name };
    members.set(row.user, { ...member, ms: member.ms + row.amount.ms, entries: member.entries + 1 });
    for (const part of row.parts) {
      add(days, part.day, part.amount.ms);
      const own = byDay2.get(part.day) ?? /* @__PURE__ */ new Map();
      byDay2.set(part.day, own);
      add(own, row.category.name, part.amount.ms);
    }
  }
  const sorted = [...days.keys()].sort();
  const from = head.from ?? sorted[0] ?? dayOf(JUNE, counting.zone);
  const to2 = head.to ?? sorted.at(-1) ?? addDays(from, 29);
  const isOne = people === void 0;
  const weeks = [];
  for (let week = weekOf(from, weekStart); week.from <= to2; week = weekOf(addDays(week.to, 1), weekStart)) {
    const inside = sorted.filter((day) => day >= week.from && day <= week.to);
    weeks.push({ ...week, amount: amount(inside.reduce((sum, day) => sum + (days.get(day) ?? 0), 0)), targetMs: isOne ? targetMs ?? null : null });
  }
  const total = amount([...days.values()].reduce((sum, ms) => sum + ms, 0));
  const whole = weeks.length * (targetMs ?? 0);
  const sums = {
    total,
    categories: categorySums(categories),
    weeks,
    days: sorted.map((day) => ({ day, amount: amount(days.get(day) ?? 0), categories: categorySums(byDay2.get(day) ?? /* @__PURE__ */ new Map()) })),
    members: [...members].map(([user, member]) => ({ user: userId(user), name: member.name, amount: amount(member.ms), categories: [], entries: member.entries })).sort((a, b) => b.amount.ms - a.amount.ms),
    target: isOne && targetMs !== void 0 ? { ms: whole, workedMs: total.ms, differenceMs: total.ms - whole } : null
  };
  return {
    head: {
      space: { id: spaceId("g1"), name: "Werkstatt" },
      about: isOne ? { kind: "member", user: userId("1"), name } : { kind: "members", count: people },
      category: null,
      from,
      to: to2,
      counting,
      weekStart,
      locale: "en-GB",
      rounding: null,
      detail: "entries",
      madeAt: Date.UTC(2026, 6, 1, 9),
      entries: rows.length,
      ...head
    },
    sums,
    async *rows() {
      for (let at3 = 0; at3 < rows.length; at3 += 500) yield await Promise.resolve(rows.slice(at3, at3 + 500));
    }
  };
};
var categorySums = (sums) => [...sums].map(([name, ms]) => ({ id: categoryId(name), name, amount: amount(ms) })).sort((a, b) => b.amount.ms - a.amount.ms);
var rowOf = (entry, nth, usual, usualName, names) => {
  const { start, end, pauseMs = 0, category = "Work", note = null, member = usualName } = entry;
  const counting = { ...usual, zone: entry.zone ?? usual.zone };
  const pauses = pauseMs === 0 ? [] : [{ start: start + 6e4, end: start + 6e4 + pauseMs }];
  const session = {
    id: sessionId(`s${nth}`),
    category: categoryId(category),
    status: "ENDED_CONFIRMED",
    note,
    startedAt: start,
    pauses,
    pausedSince: null,
    endedAt: end,
    endReason: null,
    overrideMs: null,
    counting
  };
  const shares = [...splitByDay(session, counting)];
  return {
    user: userId(String(member === usualName ? 1 : 1e3 + names.indexOf(member))),
    name: member,
    session,
    category: { id: session.category, name: category },
    zone: counting.zone,
    measuredMs: measuredMs(session, end),
    pausedMs: pausedMs(session, end),
    amount: amount(effectiveMs(session, end)),
    parts: shares.map(([day, ms]) => ({
      day,
      start: Math.max(start, startOfDay(day, counting.zone)),
      end: Math.min(end, startOfDay(addDays(day, 1), counting.zone)),
      amount: amount(ms)
    })),
    source: "clock",
    edits: 0
  };
};
var CATEGORIES = ["Development", "Meetings", "Support & Mail", "Reviews"];
var NOTES = [
  null,
  "Release notes for the new version",
  "Call with the team in Lisbon about the figures of May, and what is to be done until the end of the month",
  "\xDCberstunden abgebaut, \xD6lwechsel",
  "\u0395\u03BB\u03BB\u03B7\u03BD\u03B9\u03BA\u03AC \u03BA\u03B1\u03B9 \u041A\u0438\u0440\u0438\u043B\u043B\u0438\u0446\u0430",
  null
];
var usualEntries = (count, member) => {
  const entries = [];
  for (let day = 0; entries.length < count; day += 1) {
    if (day % 7 > 4) continue;
    for (const [nth, hour] of [7, 12].entries()) {
      if (entries.length === count) break;
      const at3 = entries.length;
      const start = JUNE + day * 24 * HOUR4 + hour * HOUR4 + at3 * 7 % 40 * 6e4;
      entries.push({
        ...member === void 0 ? {} : { member },
        start,
        end: start + 3 * HOUR4 + at3 * 13 % 90 * 6e4 + at3 * 11 % 60 * 1e3,
        pauseMs: nth === 1 ? 15 * 6e4 : 0,
        category: CATEGORIES[at3 % CATEGORIES.length] ?? "Work",
        note: NOTES[at3 % NOTES.length] ?? null
      });
    }
  }
  return entries;
};

// ../../../tmp/pdfx/bench.mts
var [what, n] = [process.argv[2], Number(process.argv[3])];
var translators = createTranslators();
var report = what === "plain" ? null : sampleReport({ entries: usualEntries(n) });
var bytes = 0;
var sink = { write: async (b) => {
  bytes += b.length;
} };
var cpu0 = process.cpuUsage();
var at2 = performance.now();
var rss0 = process.memoryUsage().rss;
if (what === "pdf") await writePdf(report, sink, () => {
}, translators);
if (what === "docx") await writeDocx(report, sink, () => {
}, translators);
if (what === "plain") {
  const doc = new PDFDocument2({ font: "/work/wt/export-pdf/data/fonts/NotoSans-Regular.ttf" });
  doc.on("data", (b) => {
    bytes += b.length;
  });
  doc.fontSize(9);
  for (const e of usualEntries(n)) doc.text(`${new Date(e.start).toISOString()}  ${new Date(e.end).toISOString()}  ${e.category}  ${e.note ?? ""}  3:00:00`);
  doc.end();
}
var cpu = process.cpuUsage(cpu0);
console.log(what, n, "wall", ((performance.now() - at2) / 1e3).toFixed(1), "s cpu", ((cpu.user + cpu.system) / 1e6).toFixed(2), "s; rows/cpu s", Math.round(n / ((cpu.user + cpu.system) / 1e6)), "bytes", bytes, "rss0", rss0 >> 20, "max", process.resourceUsage().maxRSS >> 10, "MB");
