pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs

// A list, or a folder, is looked for on the disk or a stick.
Item {
    id: root

    required property SetUpScreen screen

    Connections {
        function onPicks(folder: bool): void {
            if (folder)
                folders.open();
            else
                files.open();
        }

        target: root.screen
    }

    FileDialog {
        id: files

        nameFilters: [qsTr("Lists") + " (*.xlsx *.csv *.txt)"]
        objectName: "files"
        title: qsTr("Which list?")

        onAccepted: root.screen.pick(selectedFile)
        onRejected: root.screen.unpick()
    }

    FolderDialog {
        id: folders

        objectName: "folders"
        title: qsTr("Which folder?")

        onAccepted: root.screen.pick(selectedFolder)
        onRejected: root.screen.unpick()
    }
}
