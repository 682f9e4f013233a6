pragma ComponentBehavior: Bound

import QtQuick

// A passphrase is written and not shown, nor kept by an input method.
Field {
    echoMode: TextInput.Password
    inputMethodHints: Qt.ImhHiddenText | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
    label: qsTr("Passphrase")
}
